import { expect, test } from 'vitest'
import type { EntryDraft } from '#central/audit/audit-service.ts'
import { incidentOfEntry } from '#central/incidents/incident-of-entry.ts'

function aDraft(kind: EntryDraft['kind'], facts: EntryDraft['facts'] = {}): EntryDraft {
  return {
    kind,
    employeeId: 'E10017',
    institution: '1032050101',
    workstation: 'JJH-001',
    deviceThumbprint: null,
    address: null,
    session: 'b0f1c3a2-0000-4000-8000-000000000001',
    subjectCommitment: null,
    object: 'b0f1c3a2-0000-4000-8000-000000000002',
    facts,
  }
}

const query = 'b0f1c3a2-0000-4000-8000-000000000003'

test.each([
  { kind: 'session.ended', facts: { reason: 'address-not-bound' }, rule: 'M16', what: 'address-not-bound' },
  { kind: 'session.ended', facts: { reason: 'second-session' }, rule: 'M17', what: 'second-session' },
  { kind: 'session.refused', facts: { reason: 'x', consequence: 'locked' }, rule: 'M26', what: 'user-locked' },
  { kind: 'session.unlock-refused', facts: { consequence: 'suspended' }, rule: 'M26', what: 'user-suspended' },
  { kind: 'token.resync-refused', facts: { consequence: 'locked' }, rule: 'M26', what: 'user-locked' },
  { kind: 'workstation.hardware-refused', facts: { reason: 'large' }, rule: 'M16', what: 'hardware-refused' },
  { kind: 'workstation.rolled-back', facts: { counter: 1 }, rule: 'M16', what: 'profile-rolled-back' },
  { kind: 'workstation.quarantined', facts: {}, rule: 'M16', what: 'two-machines' },
  { kind: 'report.extraction-refused', facts: { query, attempt: 'print' }, rule: 'M25', what: 'print' },
  { kind: 'workstation.event-noted', facts: { event: 'capture-attempted' }, rule: 'M25', what: 'capture-attempted' },
  { kind: 'workstation.event-noted', facts: { event: 'log-distrusted' }, rule: 'log-forked', what: 'log-distrusted' },
  {
    kind: 'reconciliation.difference-found',
    facts: { kind: 'only-at-bureau', query: null, day: '2026-11-24' },
    rule: 'M30',
    what: 'difference-only-at-bureau',
  },
] as const)('$kind with $facts is an incident of $rule', ({ kind, facts, rule, what }) => {
  expect(incidentOfEntry(aDraft(kind, facts), '2026-11-25')).toMatchObject({ rule, facts: { what } })
})

test.each([
  { why: 'an ordinary log-out', kind: 'session.ended', facts: { reason: 'logged-out' } },
  { why: 'one wrong password', kind: 'session.refused', facts: { reason: 'password', consequence: 'none' } },
  { why: 'a network card changed', kind: 'workstation.hardware-changed', facts: { changed: ['network'] } },
  { why: 'a program that started', kind: 'workstation.event-noted', facts: { event: 'program-started' } },
  { why: 'a query decided', kind: 'query.decided', facts: { outcome: 'blocked' } },
] as const)('$why is none', ({ kind, facts }) => {
  expect(incidentOfEntry(aDraft(kind, { ...facts } as EntryDraft['facts']), '2026-11-25')).toBeUndefined()
})

test('the same attempt on one day has one key, told by the service or by the workstation’s journal', () => {
  const online = incidentOfEntry(aDraft('report.extraction-refused', { query, attempt: 'print' }), '2026-11-25')
  const journal = { event: 'extraction-refused', attempt: 'print' }
  const offline = incidentOfEntry(aDraft('workstation.event-noted', journal), '2026-11-25')
  expect(offline?.key).toBe(online?.key)
  const nextDay = incidentOfEntry(aDraft('workstation.event-noted', journal), '2026-11-26')
  expect(nextDay?.key).not.toBe(online?.key)
})

test('of what a workstation says about an attempt only known codes are taken over', () => {
  const facts = { event: 'extraction-refused', attempt: 'made up', query: 'no id' }
  expect(incidentOfEntry(aDraft('workstation.event-noted', facts), '2026-11-25')).toMatchObject({
    facts: { what: 'extraction-refused' },
  })
  expect(incidentOfEntry(aDraft('workstation.event-noted', facts), '2026-11-25')).not.toHaveProperty('query')
})
