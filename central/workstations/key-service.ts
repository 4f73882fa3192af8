/** The keys of workstations: how old they are, and how one follows another. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { type WorkstationCaller, workstationEntryOf } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction } from '#central/database/database.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { AppError } from '#contract/failure.ts'
import type { KeyStanding } from '#contract/key-rotation.ts'
import { changeKey, findKeyAge, type KeyAge } from './key-repository.ts'
import { readHandover } from './read-handover.ts'

const dayMs = 86_400_000

export interface KeyService {
  standing(caller: WorkstationCaller): Promise<KeyStanding>
  /**
   * Both keys have signed: from the commit on the new one is the workstation's.
   *
   * @throws {AppError} `invalid-input` for a handover that is none, `conflict` when another change came first.
   */
  change(handover: string, caller: WorkstationCaller): Promise<KeyStanding>
}

export interface KeyDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: Pick<PolicyService, 'current'>
  readonly clock: Clock
}

export function createKeyService({ database, audit, policy, clock }: KeyDependencies): KeyService {
  return { standing, change }

  async function standing({ workstation }: WorkstationCaller): Promise<KeyStanding> {
    const age = await findKeyAge(database, workstation.id)
    const { keyMaxAgeDays } = (await policy.current()).body.workstation
    return {
      since: age?.since?.toISOString() ?? null,
      isDue: age !== undefined && isKeyDue(age, keyMaxAgeDays, clock()),
    }
  }

  async function change(handover: string, caller: WorkstationCaller): Promise<KeyStanding> {
    const { id, number } = caller.workstation
    const from = caller.deviceThumbprint
    const to = await readHandover(handover, { publicKey: caller.publicKey, thumbprint: from })
    const about = { object: number }
    if (!to) {
      const facts = { reason: 'handover' }
      await audit.recordAlone(workstationEntryOf('workstation.key-refused', caller, { ...about, facts }))
      throw new AppError('invalid-input', 'The handover is not signed by both keys.', { fields: ['handover'] })
    }
    await inTransaction(database, async (tx) => {
      if (!(await changeKey(tx, { id, from, to, at: clock() })))
        throw new AppError('conflict', 'The key was changed by another request.')
      const facts = { previous: from, thumbprint: to.thumbprint }
      await audit.record(tx, workstationEntryOf('workstation.key-changed', caller, { ...about, facts }))
    })
    return standing(caller)
  }
}

/** By age, or because an administrator asked for it. */
export function isKeyDue({ since, demandedAt }: Pick<KeyAge, 'since' | 'demandedAt'>, maxAgeDays: number, now: Date) {
  if (demandedAt !== null) return true
  return since !== null && now.getTime() - since.getTime() >= maxAgeDays * dayMs
}
