/** Entries of what happens by itself: a job has no user, no workstation and no session. */

import type { LogEntry, LogEntryKind } from '#contract/log-entry.ts'

interface About {
  /** Whose it is, so that its administrators find the entry. */
  readonly institution: string | null
  readonly object: string
  readonly facts: LogEntry['facts']
}

export function systemEntryOf(
  kind: LogEntryKind,
  { institution, object, facts }: About,
): Omit<LogEntry, 'format' | 'id' | 'at'> {
  return {
    kind,
    employeeId: null,
    institution,
    workstation: null,
    deviceThumbprint: null,
    address: null,
    session: null,
    subjectCommitment: null,
    object,
    facts,
  }
}
