import * as z from 'zod'
import { Bytes } from '#central/database/bytes.ts'
import type { Queryable, Transaction } from '#central/database/database.ts'

const Subject = z.strictObject({ id: z.uuid(), sealed: Bytes.nullable(), salt: Bytes.nullable() })
export type StoredSubject = z.output<typeof Subject>

export async function insertSubject(
  queryable: Queryable,
  subject: StoredSubject & { lookup: Uint8Array },
): Promise<void> {
  const { id, lookup, sealed, salt } = subject
  await queryable`
    insert into subject (id, lookup, sealed_identification, salt) values (${id}, ${lookup}, ${sealed}, ${salt})
        on conflict (lookup) do nothing`
}

export async function findSubjectByLookup(
  queryable: Queryable,
  lookup: Uint8Array,
): Promise<StoredSubject | undefined> {
  const [row] = await queryable`select id, sealed_identification as sealed, salt from subject where lookup = ${lookup}`
  return row && Subject.parse({ ...row })
}

export async function getSubject(queryable: Queryable, id: string): Promise<StoredSubject> {
  const [row] = await queryable`select id, sealed_identification as sealed, salt from subject where id = ${id}`
  return Subject.parse({ ...row })
}

/** The subject, locked until the transaction ends. */
export async function lockSubject(tx: Transaction, id: string): Promise<StoredSubject | undefined> {
  const [row] = await tx`select id, sealed_identification as sealed, salt from subject where id = ${id} for update`
  return row && Subject.parse({ ...row })
}

export async function eraseSubject(
  tx: Transaction,
  id: string,
  { at, lookup }: { readonly at: Date; readonly lookup: Uint8Array },
): Promise<void> {
  await tx`
    update subject set sealed_identification = null, salt = null, lookup = ${lookup}, erased_at = ${at}
     where id = ${id}`
}
