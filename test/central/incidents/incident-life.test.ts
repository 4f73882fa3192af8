import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Actor, type IncidentCase, nextStanding, stepRefusal } from '#central/incidents/incident-life.ts'
import { type IncidentState, type IncidentStepKind, incidentStates, incidentStepKinds } from '#contract/incident.ts'

const now = new Date('2026-11-25T02:00:00Z')
const later = new Date('2026-12-05T02:00:00Z')

function aCase(given: Partial<IncidentCase> = {}): IncidentCase {
  return {
    state: 'raised',
    outcome: null,
    isLeak: false,
    concerned: 'OFFICER',
    involved: ['OFFICER', 'RELEASER'],
    assignedBy: 'ASSIGNER',
    verifier: 'VERIFIER',
    decidedBy: null,
    hasAppealed: false,
    appealUntil: null,
    ...given,
  }
}

const administrator = (employeeId: string, at: 'handling' | 'reviewing' | 'elsewhere' = 'reviewing'): Actor => ({
  employeeId,
  role: 'institution-administrator',
  isHandling: at !== 'elsewhere',
  isReviewing: at === 'reviewing',
})

const confirmed = { state: 'closed', outcome: 'confirmed', decidedBy: 'DECIDER', appealUntil: later } as const

test.each([
  { why: 'its institution assigns', step: 'assigned', by: administrator('A', 'handling'), is: undefined },
  { why: 'an administrator elsewhere', step: 'assigned', by: administrator('A', 'elsewhere'), is: 'not-yours' },
  { why: 'the person concerned', step: 'assigned', by: administrator('OFFICER'), is: 'involved' },
  { why: 'who released the query', step: 'assigned', by: administrator('RELEASER'), is: 'involved' },
  {
    why: 'who is no administrator',
    step: 'assigned',
    by: { ...administrator('A'), role: 'approver' },
    is: 'not-yours',
  },
  { why: 'no report without an assignment', step: 'reported', by: administrator('VERIFIER'), is: 'not-now' },
  {
    why: 'who verifies',
    state: 'assigned',
    step: 'reported',
    by: administrator('VERIFIER', 'elsewhere'),
    is: undefined,
  },
  { why: 'somebody else', state: 'assigned', step: 'reported', by: administrator('A'), is: 'not-yours' },
  { why: 'another verifier is found', state: 'assigned', step: 'assigned', by: administrator('A'), is: undefined },
  { why: 'the level above', state: 'reported', step: 'accepted', by: administrator('B'), is: undefined },
  { why: 'its own level', state: 'reported', step: 'accepted', by: administrator('B', 'handling'), is: 'not-yours' },
  {
    why: 'nobody accepts his own report',
    state: 'reported',
    step: 'accepted',
    by: administrator('VERIFIER'),
    is: 'two-levels',
  },
  { why: 'who assigned it', state: 'reported', step: 'returned', by: administrator('ASSIGNER'), is: 'two-levels' },
  { why: 'not before it is accepted', state: 'reported', step: 'confirmed', by: administrator('B'), is: 'not-now' },
  { why: 'who accepted decides', state: 'accepted', step: 'confirmed', by: administrator('B'), is: undefined },
  { why: 'who assigned it', state: 'accepted', step: 'dismissed', by: administrator('ASSIGNER'), is: 'two-levels' },
  { why: 'no leak, no freezing', step: 'frozen', by: administrator('A'), is: 'not-now' },
  { why: 'a leak', step: 'frozen', isLeak: true, by: administrator('A'), is: undefined },
  {
    why: 'the verifier does not freeze',
    step: 'frozen',
    isLeak: true,
    by: administrator('VERIFIER', 'elsewhere'),
    is: 'not-yours',
  },
  { why: 'the user himself', ...confirmed, step: 'appealed', by: administrator('OFFICER', 'elsewhere'), is: undefined },
  { why: 'his administrator with his letter', ...confirmed, step: 'appealed', by: administrator('A'), is: undefined },
  { why: 'who decided', ...confirmed, step: 'appealed', by: administrator('DECIDER'), is: 'two-levels' },
  { why: 'once only', ...confirmed, hasAppealed: true, step: 'appealed', by: administrator('OFFICER'), is: 'not-now' },
  {
    why: 'too late',
    ...confirmed,
    appealUntil: new Date('2026-11-24'),
    step: 'appealed',
    by: administrator('OFFICER'),
    is: 'too-late',
  },
  {
    why: 'nothing was confirmed',
    ...confirmed,
    outcome: 'dismissed',
    step: 'appealed',
    by: administrator('OFFICER'),
    is: 'not-now',
  },
  {
    why: 'somebody who had no part',
    ...confirmed,
    state: 'appealed',
    step: 'reversed',
    by: administrator('C'),
    is: undefined,
  },
  {
    why: 'who decided',
    ...confirmed,
    state: 'appealed',
    step: 'appeal-rejected',
    by: administrator('DECIDER'),
    is: 'two-levels',
  },
  {
    why: 'the person concerned',
    ...confirmed,
    state: 'appealed',
    step: 'reversed',
    by: administrator('OFFICER'),
    is: 'involved',
  },
] as const)('$step, $why: $is', ({ step, by, is, why: _, ...given }) => {
  expect(stepRefusal(aCase(given as Partial<IncidentCase>), step, by as Actor, now)).toBe(is)
})

/** Where each step leads; everything that is not here is refused. */
const ways: Readonly<Record<IncidentStepKind, Partial<Record<IncidentState, IncidentState>>>> = {
  assigned: { raised: 'assigned', assigned: 'assigned' },
  noted: {
    raised: 'raised',
    assigned: 'assigned',
    reported: 'reported',
    accepted: 'accepted',
    confirmed: 'confirmed',
    appealed: 'appealed',
  },
  frozen: { raised: 'raised', assigned: 'assigned', reported: 'reported', accepted: 'accepted' },
  'leak-reported': {
    raised: 'raised',
    assigned: 'assigned',
    reported: 'reported',
    accepted: 'accepted',
    confirmed: 'confirmed',
    appealed: 'appealed',
  },
  reported: { assigned: 'reported' },
  accepted: { reported: 'accepted' },
  returned: { reported: 'assigned' },
  confirmed: { accepted: 'confirmed' },
  dismissed: { accepted: 'closed' },
  closed: { confirmed: 'closed' },
  appealed: { confirmed: 'appealed', closed: 'appealed' },
  'appeal-rejected': { appealed: 'closed' },
  reversed: { appealed: 'closed' },
}

test.each(incidentStates.flatMap((state) => incidentStepKinds.map((step) => ({ state, step }))))(
  '$state and $step',
  ({ state, step }) => {
    expect(nextStanding({ state, outcome: 'confirmed' }, step)?.state).toBe(ways[step][state])
  },
)

const people = ['OFFICER', 'RELEASER', 'A', 'B', 'C', 'D'] as const

interface Move {
  readonly step: IncidentStepKind
  readonly by: Actor
  readonly verifier: string
}

const move: fc.Arbitrary<Move> = fc.record({
  step: fc.constantFrom(...incidentStepKinds),
  by: fc
    .tuple(fc.constantFrom(...people), fc.boolean())
    .map(([one, isAbove]) => administrator(one, isAbove ? 'reviewing' : 'handling')),
  verifier: fc.constantFrom('A', 'B', 'C', 'D'),
})

/** Takes every step that is allowed. */
function walk(moves: readonly Move[], isLeak: boolean): Move[] {
  let incident = aCase({ assignedBy: null, verifier: null, isLeak })
  const taken = moves.filter((one) => {
    if (stepRefusal(incident, one.step, one.by, now) !== undefined) return false
    incident = after(incident, one)
    return true
  })
  return taken
}

function after(incident: IncidentCase, { step, by, verifier }: Move): IncidentCase {
  const moved = { ...incident, ...nextStanding(incident, step) }
  if (step === 'assigned') return { ...moved, assignedBy: by.employeeId, verifier }
  if (step === 'confirmed') return { ...moved, decidedBy: by.employeeId, appealUntil: later }
  return step === 'appealed' ? { ...moved, hasAppealed: true } : moved
}

const life = fc.array(move, { minLength: 300, maxLength: 400, size: 'max' })

function lastOf(taken: readonly Move[], ...steps: IncidentStepKind[]): string | undefined {
  return taken.findLast(({ step }) => steps.includes(step))?.by.employeeId
}

test('whoever had a part in it never acts but to appeal', () => {
  fc.assert(
    fc.property(life, fc.boolean(), (moves, isLeak) => {
      const byInvolved = walk(moves, isLeak).filter(({ by }) => ['OFFICER', 'RELEASER'].includes(by.employeeId))
      expect(byInvolved.filter(({ step }) => step !== 'appealed')).toEqual([])
    }),
  )
})

test('whoever decides has neither assigned it nor verified it, and never decides the appeal', () => {
  fc.assert(
    fc.property(life, fc.boolean(), (moves, isLeak) => {
      const taken = walk(moves, isLeak)
      const end = taken.findIndex(({ step }) => step === 'confirmed' || step === 'dismissed')
      if (end < 0) return
      const decider = taken[end]?.by.employeeId
      const before = taken.slice(0, end)
      expect([lastOf(before, 'assigned'), lastOf(before, 'reported')]).not.toContain(decider)
      expect(lastOf(taken, 'appeal-rejected', 'reversed')).not.toBe(decider)
    }),
  )
})

test('an incident is decided once and appealed once at most', () => {
  fc.assert(
    fc.property(life, fc.boolean(), (moves, isLeak) => {
      const steps = walk(moves, isLeak).map(({ step }) => step)
      for (const once of ['confirmed', 'dismissed', 'appealed', 'appeal-rejected', 'reversed'] as const)
        expect(steps.filter((step) => step === once).length).toBeLessThanOrEqual(1)
      expect(steps.includes('confirmed') && steps.includes('dismissed')).toBe(false)
    }),
  )
})

test('walks do get to an appeal, so that the properties above are about something', () => {
  const found = fc
    .sample(life, { numRuns: 300, seed: 7 })
    .flatMap((moves) => walk(moves, false).map(({ step }) => step))
  expect(new Set(found).has('reversed')).toBe(true)
})
