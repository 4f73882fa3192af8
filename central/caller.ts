/** Who asks, as the proof and the session showed; routes hand it to services. */

import type { LogEntry, LogEntryKind } from '#contract/log-entry.ts'
import type { Role } from '#contract/role.ts'
import type { PublicJwk } from '#contract/values.ts'

/** The other end of the connection before anything is known about it. */
export interface Peer {
  readonly address: string
  /** Thumbprint of the key that signed the DPoP proof (RFC 7638). */
  readonly deviceThumbprint: string
  readonly publicKey: PublicJwk
}

/** A bound workstation speaking from a bound address. */
export interface WorkstationCaller extends Peer {
  readonly workstation: { readonly id: string; readonly number: string; readonly institution: string }
}

/** A logged-in user at a bound workstation. */
export interface SessionCaller extends WorkstationCaller {
  readonly session: {
    readonly id: string
    readonly startedAt: Date
    readonly isLocked: boolean
    readonly isPasswordDue: boolean
  }
  readonly user: {
    readonly id: string
    readonly employeeId: string
    readonly name: string
    readonly institution: string
    readonly role: Role
    /** Not confirmed in time, or resting since a move: there are none. */
    readonly hasRights: boolean
  }
}

/** Somebody who is no user yet, let in with an admission code at a bound workstation. */
export interface CandidateCaller extends WorkstationCaller {
  readonly candidate: {
    readonly session: string
    readonly employeeId: string
    readonly name: string
    readonly institution: string
  }
}

export interface About {
  readonly object: string
  readonly facts: LogEntry['facts']
}

export type EntryBody = Omit<LogEntry, 'format' | 'id' | 'at'>

/** The same for what happens at a workstation before anybody is let in. */
export function workstationEntryOf(kind: LogEntryKind, caller: WorkstationCaller, { object, facts }: About): EntryBody {
  return {
    kind,
    employeeId: null,
    institution: caller.workstation.institution,
    workstation: caller.workstation.number,
    deviceThumbprint: caller.deviceThumbprint,
    address: caller.address,
    session: null,
    subjectCommitment: null,
    object,
    facts,
  }
}

/** The same for what the service does by itself. */
export function ownEntryOf(kind: LogEntryKind, { object, facts }: About): EntryBody {
  const nobody = { employeeId: null, institution: null, workstation: null, deviceThumbprint: null, address: null }
  return { kind, ...nobody, session: null, subjectCommitment: null, object, facts }
}

/** Says who and where of entries that others write. */
export type EntryMaker = (kind: LogEntryKind, about: About) => EntryBody

/** Entries of this caller, or of the service itself when there is none. */
export function entryMakerOf(caller: SessionCaller | undefined): EntryMaker {
  return (kind, about) => (caller ? entryOf(kind, caller, about) : ownEntryOf(kind, about))
}

/** The same for what a candidate does. */
export function candidateEntryOf(kind: LogEntryKind, caller: CandidateCaller, about: About): EntryBody {
  const { session, employeeId, institution } = caller.candidate
  return { ...workstationEntryOf(kind, caller, about), session, employeeId, institution }
}

/** The part of a log entry that says who and where, from the caller. */
export function entryOf(
  kind: LogEntryKind,
  caller: SessionCaller,
  about: { readonly object: string; readonly subjectCommitment?: string | null; readonly facts: LogEntry['facts'] },
): Omit<LogEntry, 'format' | 'id' | 'at'> {
  return {
    kind,
    employeeId: caller.user.employeeId,
    institution: caller.user.institution,
    workstation: caller.workstation.number,
    deviceThumbprint: caller.deviceThumbprint,
    address: caller.address,
    session: caller.session.id,
    subjectCommitment: about.subjectCommitment ?? null,
    object: about.object,
    facts: about.facts,
  }
}
