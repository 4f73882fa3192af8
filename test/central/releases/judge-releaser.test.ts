import { expect, test } from 'vitest'
import { judgeReleaser, type ReleaserFacts } from '#central/releases/judge-releaser.ts'

const requestedAt = new Date('2026-11-28T02:00:00Z')
const minutesLater = (minutes: number) => new Date(requestedAt.getTime() + minutes * 60_000)
const request = {
  officer: 'E10017',
  institutions: ['11', '1', '0'],
  staffed: ['11', '1', '0'],
  isHigherOnly: false,
  requestedAt,
}
const at = (institution: string, employeeId = 'E30001') => ({ employeeId, institution })
const facts: ReleaserFacts = { approver: at('11'), request, onDuty: [], answerMinutes: 10, now: requestedAt }
const [primary, deputy] = [
  { employeeId: 'E30001', isDeputy: false },
  { employeeId: 'E30001', isDeputy: true },
]
const other = { employeeId: 'E30009', isDeputy: false }
const night = { ...request, isHigherOnly: true }

test.each([
  { why: 'the same institution, no roster', change: {}, releaser: { kind: 'may', isTurn: true } },
  { why: 'his own query', change: { approver: at('11', 'E10017') }, releaser: { kind: 'may-not', why: 'own-query' } },
  {
    why: 'a sister institution',
    change: { approver: at('12') },
    releaser: { kind: 'may-not', why: 'other-institution' },
  },
  { why: 'on duty', change: { onDuty: [primary, other] }, releaser: { kind: 'may', isTurn: true } },
  { why: 'others on duty', change: { onDuty: [other] }, releaser: { kind: 'may-not', why: 'not-on-duty' } },
  { why: 'a deputy at once', change: { onDuty: [deputy, other] }, releaser: { kind: 'may', isTurn: false } },
  {
    why: 'a deputy after ten minutes',
    change: { onDuty: [deputy, other], now: minutesLater(10) },
    releaser: { kind: 'may', isTurn: true },
  },
  { why: 'one level up at once', change: { approver: at('1') }, releaser: { kind: 'may', isTurn: false } },
  {
    why: 'one level up just before it is passed on',
    change: { approver: at('1'), now: minutesLater(19.9) },
    releaser: { kind: 'may', isTurn: false },
  },
  {
    why: 'one level up after twenty minutes',
    change: { approver: at('1'), now: minutesLater(20) },
    releaser: { kind: 'may', isTurn: true },
  },
  {
    why: 'two levels up after forty',
    change: { approver: at('0'), now: minutesLater(40) },
    releaser: { kind: 'may', isTurn: true },
  },
  {
    why: 'the same institution at night',
    change: { request: night },
    releaser: { kind: 'may-not', why: 'higher-only' },
  },
  {
    why: 'one level up at night, at once',
    change: { request: night, approver: at('1') },
    releaser: { kind: 'may', isTurn: true },
  },
  {
    why: 'two levels up at night after twenty minutes',
    change: { request: night, approver: at('0'), now: minutesLater(20) },
    releaser: { kind: 'may', isTurn: true },
  },
])('$why: $releaser', ({ change, releaser }) => {
  expect(judgeReleaser({ ...facts, ...change })).toEqual(releaser)
})
