import * as z from 'zod'
import type { Transaction } from '#central/database/database.ts'
import { HardwareFactors } from '#contract/workstation.ts'
import { WorkstationStatus } from '#contract/workstation-administration.ts'

const Hardware = z.strictObject({
  status: WorkstationStatus,
  factors: HardwareFactors,
  seenFactors: HardwareFactors.nullable(),
  refusedFactors: HardwareFactors.nullable(),
  loginCounter: z.int(),
  hasOpenSession: z.boolean(),
})
export type Hardware = z.output<typeof Hardware>

/**
 * What is known of a workstation's hardware; locked, so that two log-ins at once are one after the other.
 *
 * @param liveSince A session that was not used since is nobody's any more.
 */
export async function lockHardware(tx: Transaction, id: string, liveSince: Date): Promise<Hardware> {
  const [row] = await tx`
    select status, factors, seen_factors as "seenFactors", refused_factors as "refusedFactors",
           login_counter as "loginCounter",
           exists (select from session where workstation_id = workstation.id and ended_at is null
                     and last_active_at > ${liveSince}) as "hasOpenSession"
      from workstation where id = ${id} for update`
  return Hardware.parse({ ...row })
}

export interface AcceptedReading {
  readonly factors: HardwareFactors
  readonly seenFactors: HardwareFactors
  readonly changed: readonly string[]
  readonly loginCounter: number
  readonly appVersion: string | undefined
  readonly at: Date
}

export async function saveReading(tx: Transaction, id: string, reading: AcceptedReading): Promise<void> {
  const { factors, seenFactors, changed, loginCounter, appVersion, at } = reading
  await tx`
    update workstation
       set factors = ${tx.json(factors)}, seen_factors = ${tx.json(seenFactors)}, login_counter = ${loginCounter},
           app_version = coalesce(${appVersion ?? null}, app_version),
           changed_factors = case when ${changed.length > 0} then ${[...changed]}::text[] else changed_factors end,
           changed_at = case when ${changed.length > 0} then ${at} else changed_at end,
           refused_factors = null, refused_at = null
     where id = ${id}`
}

export async function saveRefusedReading(
  tx: Transaction,
  id: string,
  factors: HardwareFactors,
  at: Date,
): Promise<void> {
  await tx`update workstation set refused_factors = ${tx.json(factors)}, refused_at = ${at} where id = ${id}`
}

/** Takes a reading as the PC's new state. */
export async function replaceFactors(tx: Transaction, id: string, factors: HardwareFactors): Promise<void> {
  await tx`
    update workstation set factors = ${tx.json(factors)}, seen_factors = null, refused_factors = null, refused_at = null
     where id = ${id}`
}

export async function quarantine(tx: Transaction, id: string): Promise<void> {
  await tx`update workstation set status = 'quarantined', status_reason = 'suspicious' where id = ${id}`
}
