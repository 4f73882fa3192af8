/** SQL of the age and change of workstations' keys. */

import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'

const KeyAge = z.strictObject({
  thumbprint: z.string(),
  previousThumbprint: z.string().nullable(),
  since: z.date().nullable(),
  demandedAt: z.date().nullable(),
})
export type KeyAge = z.output<typeof KeyAge>

/** Of an approved workstation. */
export async function findKeyAge(queryable: Queryable, id: string): Promise<KeyAge | undefined> {
  const [row] = await queryable`
    select thumbprint, previous_thumbprint as "previousThumbprint", coalesce(key_since, approved_at) as since,
           key_demanded_at as "demandedAt"
      from workstation where id = ${id} and status = 'approved'`
  return row && KeyAge.parse({ ...row })
}

export interface KeyChange {
  readonly id: string
  readonly from: string
  readonly to: { readonly thumbprint: string; readonly publicKey: object }
  readonly at: Date
}

/**
 * Puts the new key in the old one's place, in one statement.
 *
 * @returns `false` when the old one is not the workstation's any more, or the new one is somebody's already.
 */
export async function changeKey(tx: Transaction, { id, from, to, at }: KeyChange): Promise<boolean> {
  const changed = await tx`
    update workstation
       set thumbprint = ${to.thumbprint}, public_jwk = ${tx.json(to.publicKey as never)}, previous_thumbprint = ${from},
           key_since = ${at}, key_demanded_at = null
     where id = ${id} and status = 'approved' and thumbprint = ${from}
       and not exists (select from workstation where thumbprint = ${to.thumbprint} or previous_thumbprint = ${to.thumbprint})`
  return changed.count === 1
}

/** From now on the workstation's key is due. */
export async function demandKey(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx`update workstation set key_demanded_at = ${at} where id = ${id}`
}
