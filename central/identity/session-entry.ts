import type { EntryDraft } from '#central/audit/audit-service.ts'
import type { WorkstationCaller } from '#central/caller.ts'

export interface SessionEntryAbout {
  /** The session, where there is one. */
  readonly id: string | null
  readonly employeeId: string | null
  readonly facts: EntryDraft['facts']
}

/** A log entry about a session that may not exist, or not be the caller's own. */
export function sessionEntry(
  kind: Extract<EntryDraft['kind'], `session.${string}` | `token.resync${string}`>,
  caller: WorkstationCaller | undefined,
  { id, employeeId, facts }: SessionEntryAbout,
): EntryDraft {
  return {
    kind,
    employeeId,
    institution: caller?.workstation.institution ?? null,
    workstation: caller?.workstation.number ?? null,
    deviceThumbprint: caller?.deviceThumbprint ?? null,
    address: caller?.address ?? null,
    session: id,
    subjectCommitment: null,
    object: id,
    facts,
  }
}
