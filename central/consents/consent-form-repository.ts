import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { Purpose } from '#contract/purpose.ts'
import { BusinessReference, ConsentFormId } from '#contract/values.ts'

const StoredForm = z.strictObject({
  id: ConsentFormId,
  institution: z.string(),
  subjectId: z.uuid(),
  businessReference: BusinessReference,
  purposes: z.array(Purpose),
  preparedBy: z.uuid(),
  preparedAt: z.date(),
})
export type StoredForm = z.output<typeof StoredForm>

/** @returns Whether there was none of this id. */
export async function insertForm(tx: Transaction, form: StoredForm): Promise<boolean> {
  const { count } = await tx`
    insert into consent_form (id, institution_code, subject_id, business_reference, purposes, prepared_by, prepared_at)
    values (${form.id}, ${form.institution}, ${form.subjectId}, ${form.businessReference}, ${[...form.purposes]},
            ${form.preparedBy}, ${form.preparedAt})
    on conflict (id) do nothing`
  return count === 1
}

export async function findForm(queryable: Queryable, id: string): Promise<StoredForm | undefined> {
  const [row] = await queryable`
    select id, institution_code as institution, subject_id as "subjectId", business_reference as "businessReference",
           purposes, prepared_by as "preparedBy", prepared_at as "preparedAt"
      from consent_form where id = ${id}`
  return row && StoredForm.parse({ ...row })
}
