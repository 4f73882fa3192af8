import { randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postConsent, postConsentRevocation, postQuery } from '#contract/http/query.ts'
import type { Device } from '#test/support/device.ts'
import { anOfficer } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let officer: Device
beforeAll(async () => {
  service = await startTestService()
  officer = await anOfficer(service)
})
afterAll(() => service.stop())

const subjects = [
  { name: '沈嘉禾', idType: '10', idNumber: '320506198603140210' },
  { name: '方小雨', idType: '10', idNumber: '320507199501180423' },
  { name: '蒋国强', idType: '10', idNumber: '320594198306117358' },
] as const
const businesses = ['LA-2026-000318', 'CC-2026-001042', 'LC-2024-000077', 'LC-2022-000019'] as const
/** Whose business it is; about others nothing is asked. */
const partyOf = [0, 1, 2, 1] as const
const today = '2026-11-25'

interface KnownConsent {
  readonly id: string
  readonly subject: number
  readonly business: number
  readonly purposes: readonly string[]
  readonly signedOn: string
  isRevoked: boolean
}

const subject = fc.nat(subjects.length - 1)
const business = fc.nat(businesses.length - 1)
const purpose = fc.constantFrom('01', '02', '03')
const action = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('register' as const),
      isForParty: fc.boolean(),
      subject,
      business,
      purposes: fc.subarray(['01', '02', '03'], { minLength: 1 }),
      // The last day of ninety, the first one after, and today.
      signedOn: fc.constantFrom('2026-08-27', '2026-08-26', today),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revoke' as const), consent: fc.nat(9) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('state' as const), business, status: fc.constantFrom('open', 'settled') }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      subject,
      business,
      purpose,
      consent: fc.option(fc.nat(9), { freq: 8 }),
      likeConsent: fc.boolean(),
    }),
  },
)
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never

/** What the law of the house says, written anew: not by the rules under test. */
async function mayBeAsked(
  ask: { subject: number; business: number; purpose: string },
  consent: KnownConsent | undefined,
) {
  const [row] = await service.database`
    select kind, status, (select count(*) from consent where id = ${consent?.id ?? null} and first_used_at is null) as unused
      from business where reference = ${businesses[ask.business] ?? ''}`
  const isPostLoan = ask.purpose === '01'
  const isLive = isPostLoan ? row?.['kind'] === 'contract' && row['status'] === 'open' : row?.['status'] === 'open'
  if (!consent || !isLive) return false
  const isFresh = isPostLoan || Number(row?.['unused']) === 0 || consent.signedOn >= '2026-08-27'
  return (
    isFresh &&
    !consent.isRevoked &&
    consent.subject === ask.subject &&
    consent.business === ask.business &&
    consent.purposes.includes(ask.purpose)
  )
}

async function register(
  drawn: Omit<Extract<Action, { do: 'register' }>, 'isForParty'> & { isForParty?: boolean },
): Promise<KnownConsent> {
  const given = drawn.isForParty ? { ...drawn, subject: partyOf[drawn.business] ?? 0 } : drawn
  const [uploadId, sha256, id] = [randomUUID(), randomBytes(32).toString('hex'), randomUUID()]
  await service.database`
    insert into upload (id, user_id, workstation_id, length_bytes, received_bytes, created_at, state, sha256, media_type, pages)
    select ${uploadId}, app_user.id, workstation.id, 10, 10, ${service.now()}, 'finished', ${sha256}, 'application/pdf', 1
      from app_user, workstation where employee_id = 'E10017' limit 1`
  const answer = await officer.call(postConsent, {
    body: {
      id,
      subject: subjects[given.subject],
      purposes: given.purposes,
      signedOn: given.signedOn,
      businessReference: businesses[given.business],
      scans: [{ uploadId, sha256 }],
    } as never,
  })
  expect(answer.status).toBe(200)
  return { ...given, id, isRevoked: false }
}

async function carryOut(actions: readonly Action[]): Promise<number> {
  const consents: KnownConsent[] = []
  let reports = 0
  for (const one of actions) reports += await carryOutOne(one, consents)
  return reports
}

/** @returns How many reports it gave. */
async function carryOutOne(one: Action, consents: KnownConsent[]): Promise<number> {
  switch (one.do) {
    case 'register':
      consents.push(await register(one))
      return 0
    case 'state':
      await service.database`
        update business set status = ${one.status} where reference = ${businesses[one.business] ?? ''}`
      return 0
    case 'revoke':
      await revoke(consents[one.consent % Math.max(1, consents.length)])
      return 0
    case 'ask':
      return ask(one, one.consent === null ? undefined : consents[one.consent % Math.max(1, consents.length)])
  }
}

async function revoke(consent: KnownConsent | undefined): Promise<void> {
  if (!consent) return
  await officer.call(postConsentRevocation, { params: { id: consent.id as never }, body: { cause: 'subject-asked' } })
  consent.isRevoked = true
}

/** @returns 1 when there is a report. */
async function ask(given: Extract<Action, { do: 'ask' }>, consent: KnownConsent | undefined): Promise<number> {
  const about =
    given.likeConsent && consent ? { ...given, subject: consent.subject, business: consent.business } : given
  const may = await mayBeAsked(about, consent)
  const id = randomUUID()
  await officer.call(postQuery, {
    body: {
      id,
      subject: subjects[about.subject],
      purpose: about.purpose,
      businessReference: businesses[about.business],
      consentId: consent?.id ?? null,
    } as never,
  })
  const [row] = await service.database`select (select count(*) from report where query_id = ${id}) as reports`
  const hasReport = Number(row?.['reports']) === 1
  if (hasReport && !may) throw new Error(`A report without a right to it: ${JSON.stringify({ about, consent })}`)
  return hasReport ? 1 : 0
}

const oneThatGoesThrough: Action[] = [
  { do: 'register', isForParty: true, subject: 0, business: 0, purposes: ['02'], signedOn: today },
  { do: 'ask', subject: 0, business: 0, purpose: '02', consent: 0, likeConsent: true },
]

test('no sequence of actions gives a report without a valid consent and, post-loan, a live exposure', async () => {
  let reports = 0
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 6, maxLength: 18 }), async (actions) => {
      reports += await carryOut(actions)
    }),
    { numRuns: 40, endOnFailure: true, examples: [[oneThatGoesThrough]] },
  )
  // Where nothing ever goes through, the property would say nothing.
  expect(reports).toBeGreaterThan(0)
}, 120_000)

test('a consent is revoked at once, once, and by nobody of another institution', async () => {
  const { id } = await register({ do: 'register', subject: 0, business: 0, purposes: ['02'], signedOn: today })
  const revokeBy = (device: Device) =>
    device.call(postConsentRevocation, { params: { id: id as never }, body: { cause: 'subject-asked' } })
  expect((await revokeBy(officer)).body).toMatchObject({ isRevoked: true })
  expect((await revokeBy(officer)).body).toMatchObject({ isRevoked: true })
  const entries = (await service.entries()).filter(({ kind }) => kind === 'consent.revoked')
  expect(entries.filter(({ object }) => object === id)).toHaveLength(1)
  const unknown = await officer.call(postConsentRevocation, {
    params: { id: randomUUID() as never },
    body: { cause: 'subject-asked' },
  })
  expect(unknown.body).toMatchObject({ code: 'not-found' })
})
