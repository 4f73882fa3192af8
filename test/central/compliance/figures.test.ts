import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Figures, figure, figureKeys } from '#contract/figures.ts'
import { postQuery } from '#contract/http/query.ts'
import { anOfficer } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { aWorkingMorning, startTestService, type TestService } from '#test/support/service.ts'

const outlet = '1032050101'
let service: TestService
let month: Figures

/** A small bank whose November is counted by hand below. */
beforeAll(async () => {
  service = await startTestService()
  const officer = await anOfficer(service)
  const consentId = await registerConsent(officer, { purposes: ['02'] })
  const ask = async (changes: object) => {
    const body = { id: randomUUID(), subject: borrower, purpose: '02', businessReference, consentId, ...changes }
    return (await officer.call(postQuery, { body })).body
  }
  // Three answered, one blocked by one rule, one by two.
  for (const _ of [1, 2, 3]) expect((await ask({})).state).toBe('answered')
  expect((await ask({ consentId: null })).state).toBe('blocked')
  expect((await ask({ consentId: null, purpose: '26' })).state).toBe('blocked')
  await insertElsewhere()
  month = await service.services.watching.figures.figuresFor('2026-11', '100000')
})
afterAll(() => service.stop())

/** What other domains keep: an incident of each fate, points, suspensions; one of each before the month. */
async function insertElsewhere() {
  const { database: sql } = service
  const at = aWorkingMorning
  const earlier = new Date('2026-10-31T23:59:59+08:00')
  const [user] = await sql`select id from app_user where employee_id = 'E10017'`
  const userId = String(user?.['id'])
  const incident = (values: {
    rule: string
    high: boolean
    raised: Date
    outcome: string | null
    decided: Date | null
  }) => sql`
    insert into incident (id, rule, institution_code, facts, is_high_risk, raised_at, state, outcome, handled_by, reviewed_by,
                          decided_at)
    values (${randomUUID()}, ${values.rule}, ${outlet}, '{}', ${values.high}, ${values.raised},
            ${values.outcome ?? 'raised'}, ${values.outcome}, ${outlet}, '10320501', ${values.decided})`
  await incident({ rule: 'M05', high: false, raised: at, outcome: null, decided: null })
  await incident({ rule: 'M15', high: true, raised: at, outcome: 'confirmed', decided: at })
  await incident({ rule: 'M15', high: true, raised: earlier, outcome: 'dismissed', decided: at })
  await sql`
    insert into score_entry (user_id, year, kind, category, points, incident_id, written_at)
    values (${userId}, 2026, 'deduction', 'minor', 1, ${randomUUID()}, ${at}),
           (${userId}, 2026, 'deduction', 'consent-missing', 10, ${randomUUID()}, ${at}),
           (${userId}, 2026, 'deduction', 'minor', 1, ${randomUUID()}, ${earlier})`
  await sql`
    insert into suspension (id, user_id, cause, since, ended_at, ending)
    values (${randomUUID()}, ${userId}, 'other', ${earlier}, ${at}, 'lifted'),
           (${randomUUID()}, ${userId}, 'absence', ${at}, null, null)`
}

test('queries are counted by outcome, kind and purpose, and a block in each of its rules', () => {
  expect(month.queries).toEqual({ asked: 5, allowed: 3, answered: 3, blocked: 2 })
  expect(month.kinds).toEqual({ personal: 3 })
  expect(month.purposes).toEqual({ '02': 3 })
  expect(month.blocks).toEqual({ 'consent-missing': 2, 'purpose-not-granted': 1 })
})

test('incidents, points and suspensions count in the month in which they happened', () => {
  expect(month.incidents).toEqual({ raised: 2, 'high-risk': 1, confirmed: 1, dismissed: 1, open: 1 })
  expect(month['incident-rules']).toEqual({ M05: 1, M15: 1 })
  expect(month.deductions).toEqual({ entries: 2, points: 11 })
  expect(month.suspensions).toEqual({ begun: 1, ended: 1, 'in-force': 1 })
})

test('what is counted has a name, and what was not counted is nought', () => {
  for (const [group, keys] of Object.entries(figureKeys))
    expect(
      Object.keys(month[group as keyof typeof figureKeys] ?? {}).filter((key) => !keys.some((one) => one === key)),
    ).toEqual([])
  expect(figure(month, 'stops', 'imposed')).toBe(0)
})

test('the last moment of October belongs to October', async () => {
  const october = await service.services.watching.figures.figuresFor('2026-10', '100000')
  expect(october.incidents).toEqual({ raised: 1, 'high-risk': 1, open: 1 })
  expect(october.deductions).toEqual({ entries: 1, points: 1 })
  expect(october.queries).toBeUndefined()
})

test('every institution above has the figures of those below, and one beside it none', async () => {
  const { figures } = service.services.watching
  for (const code of [outlet, '10320501', '103205', '103200'])
    expect((await figures.figuresFor('2026-11', code)).queries).toEqual(month.queries)
  expect((await figures.figuresFor('2026-11', '103100')).queries).toBeUndefined()
})

test('the figures of the institutions directly below add up to those above, without those of its own', async () => {
  const { figures: whole, children } = await service.services.watching.figures.treeFor(
    { from: '2026-11-01', until: '2026-12-01' },
    '100000',
  )
  expect(children.map(({ institution }) => institution.code)).toEqual(['103100', '103200'])
  const points = children.map((child) => child.figures.deductions?.['points'] ?? 0)
  expect(points.reduce((sum, one) => sum + one, 0)).toBe(whole.deductions?.['points'])
})

test('a quarter has what its months have, and the day has its own', async () => {
  const { figures } = service.services.watching
  expect((await figures.figuresFor('2026-Q4', outlet)).deductions).toEqual({ entries: 3, points: 12 })
  expect((await figures.figuresFor('2026-11-25', outlet)).queries).toEqual(month.queries)
  expect((await figures.figuresFor('2026-11-24', outlet)).queries).toBeUndefined()
  expect(await figures.queriesPerDay({ from: '2026-11-01', until: '2026-12-01' }, outlet)).toEqual([
    { day: '2026-11-25', allowed: 3, blocked: 2 },
  ])
})

test('each institution lacks four of its responsible persons: nobody was appointed', async () => {
  const vacancies = (await service.services.watching.figures.figuresFor('2026-11', outlet)).vacancies
  expect(vacancies).toEqual({ direct: 1, leadership: 1, 'leading-group-head': 1, management: 1 })
})
