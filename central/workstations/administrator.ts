/** Who administers workstations: a logged-in user, or a script that does what a user would (demo and tests). */

import type { EntryDraft } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { LogEntryKind } from '#contract/log-entry.ts'
import type { Role } from '#contract/role.ts'

export interface Administrator {
  readonly user: {
    readonly id: string
    /** `null` at the server's console, where nobody is logged in. */
    readonly employeeId: string | null
    readonly institution: string
    readonly role: Role
  }
  /** From where, when the administrator is logged in. */
  readonly caller?: SessionCaller
}

export function administratorOf(caller: SessionCaller): Administrator {
  return { user: caller.user, caller }
}

/** The entry about what an administrator did, or was refused, to the object. */
export function administratorEntry(
  kind: LogEntryKind,
  { user, caller }: Administrator,
  about: { readonly object: string; readonly facts: EntryDraft['facts'] },
): EntryDraft {
  if (caller) return entryOf(kind, caller, about)
  return {
    kind,
    employeeId: user.employeeId,
    institution: user.institution === '' ? null : user.institution,
    workstation: null,
    deviceThumbprint: null,
    address: null,
    session: null,
    subjectCommitment: null,
    ...about,
  }
}
