/** Which entries of the log are an incident as they are written. Everything else is judged by the monitoring rules. */

import type { EntryDraft } from '#central/audit/audit-service.ts'
import type { IncidentFacts } from '#contract/incident.ts'
import type { LogEntryKind } from '#contract/log-entry.ts'
import type { MonitoringRule } from '#contract/monitoring-rule.ts'
import { ExtractionAttempt } from '#contract/viewing.ts'

export interface EntryIncident {
  readonly rule: MonitoringRule
  readonly facts: IncidentFacts
  /** The same thing again on the same day is the same incident. */
  readonly key?: string
  readonly query?: string
}

type Judge = (draft: EntryDraft, day: string) => EntryIncident | undefined

const judges: Readonly<Partial<Record<LogEntryKind, Judge>>> = {
  'session.ended': sessionEnded,
  'session.refused': guessing,
  'session.unlock-refused': guessing,
  'token.resync-refused': guessing,
  'workstation.hardware-refused': (draft, day) => strangeMachine(draft, 'hardware-refused', day),
  'workstation.rolled-back': (draft, day) => strangeMachine(draft, 'profile-rolled-back', day),
  'workstation.profile-moved': (draft, day) => strangeMachine(draft, 'profile-moved', day),
  'workstation.quarantined': (draft, day) => strangeMachine(draft, 'two-machines', day),
  'reconciliation.difference-found': difference,
  'report.extraction-refused': takingOut,
  'workstation.event-noted': localEvent,
}

/** @param day In Asia/Shanghai, `YYYY-MM-DD`. */
export function incidentOfEntry(draft: EntryDraft, day: string): EntryIncident | undefined {
  return judges[draft.kind]?.(draft, day)
}

function sessionEnded({ facts, session }: EntryDraft): EntryIncident | undefined {
  const { reason } = facts
  if (reason === 'address-not-bound') return { rule: 'M16', facts: { what: reason }, key: `M16/${session}` }
  if (reason === 'second-session') return { rule: 'M17', facts: { what: reason }, key: `M17/${session}` }
  return undefined
}

function guessing({ facts }: EntryDraft): EntryIncident | undefined {
  const { consequence } = facts
  if (consequence !== 'locked' && consequence !== 'suspended') return undefined
  return { rule: 'M26', facts: { what: `user-${consequence}` } }
}

function strangeMachine({ workstation }: EntryDraft, what: string, day: string): EntryIncident {
  return { rule: 'M16', facts: { what }, key: `M16/${what}/${workstation}/${day}` }
}

function difference({ object, facts }: EntryDraft): EntryIncident {
  const { query, day, kind } = facts
  return {
    rule: 'M30',
    facts: { what: `difference-${kind}`, day: String(day) },
    key: `M30/${object}`,
    ...(typeof query === 'string' && { query }),
  }
}

function takingOut(draft: EntryDraft, day: string): EntryIncident {
  const { query, attempt } = draft.facts
  const incident = capture(draft, String(attempt), day)
  return typeof query === 'string' ? { ...incident, query } : incident
}

function capture({ employeeId, workstation }: EntryDraft, what: string, day: string): EntryIncident {
  return { rule: 'M25', facts: { what }, key: `M25/${employeeId ?? workstation}/${what}/${day}` }
}

/** The PC's word about itself: only what is known of it is taken over. */
function localEvent(draft: EntryDraft, day: string): EntryIncident | undefined {
  const { event } = draft.facts
  if (event === 'log-distrusted')
    return { rule: 'log-forked', facts: { what: event }, key: `log-forked/${draft.workstation}/${day}` }
  if (event === 'extraction-refused') {
    const attempt = ExtractionAttempt.safeParse(draft.facts['attempt'])
    return capture(draft, attempt.success ? attempt.data : event, day)
  }
  const isCapture = event === 'capture-attempted' || event === 'key-refused' || event === 'menu-refused'
  return isCapture ? capture(draft, event, day) : undefined
}
