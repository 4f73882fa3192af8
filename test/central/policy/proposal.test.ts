import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteProposal, getPolicy, postProposal, postProposalPublication, postWhatIf } from '#contract/http/policy.ts'
import { postQuery } from '#contract/http/query.ts'
import type { PolicyBody } from '#contract/policy.ts'
import { type Proposal, publishOperation } from '#contract/policy-proposal.ts'
import { anOfficer, aStaffMember, sign } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

type Staff = Awaited<ReturnType<typeof aStaffMember>>
let service: TestService
let first: Staff
let second: Staff
beforeAll(async () => {
  service = await startTestService()
  first = await aStaffMember(service, 'E40001')
  second = await aStaffMember(service, 'E40002')
})
afterAll(() => service.stop())

async function currentBody(): Promise<PolicyBody> {
  return (await first.call(getPolicy)).body.current.body
}

async function proposed(change: Partial<PolicyBody>, effectiveFrom = service.now()): Promise<Proposal> {
  const id = randomUUID()
  const body = { ...(await currentBody()), ...change }
  const request = { id, body, effectiveFrom: effectiveFrom.toISOString(), note: '按年度评估调整' }
  const answer = await first.call(postProposal, { body: request })
  const found = answer.body.proposals.find((proposal) => proposal.id === id)
  if (!found) throw new Error(JSON.stringify(answer.body))
  return found
}

async function publish(proposal: Proposal, by: Staff) {
  const signature = await sign(service, by, publishOperation(proposal))
  return by.call(postProposalPublication, { params: { id: proposal.id }, body: { signature } })
}

test('what one proposes another publishes, and it decides from then on', async () => {
  const proposal = await proposed({ consent: { firstUseWithinDays: 3 } })
  expect((await publish(proposal, first)).body).toMatchObject({ code: 'forbidden' })
  const answer = await publish(proposal, second)
  expect(answer.body.proposals[0]).toMatchObject({ state: 'published', decidedBy: 'E40002', version: 2 })
  service.travelTo(new Date(service.now().getTime() + 2000))
  expect((await first.call(getPolicy)).body.current).toMatchObject({
    version: 2,
    body: { consent: { firstUseWithinDays: 3 } },
  })
  const kinds = (await service.entries()).filter(({ object }) => object === proposal.id).map(({ kind }) => kind)
  expect(kinds).toEqual(['policy.proposed', 'operation.signed', 'policy.published'])
  expect((await publish(proposal, second)).body).toMatchObject({ code: 'conflict' })
})

test('a version of next week is not in force before', async () => {
  const proposal = await proposed({ release: { minutes: 5, answerMinutes: 5 } }, new Date('2026-12-01T00:00:00Z'))
  const { body } = await publish(proposal, second)
  expect(body.upcoming.map(({ body: { release } }) => release.minutes)).toEqual([5])
  expect(body.current.body.release.minutes).toBe(30)
})

test('a proposal that was withdrawn cannot be published', async () => {
  const proposal = await proposed({ consent: { firstUseWithinDays: 60 } })
  const { body } = await first.call(deleteProposal, { params: { id: proposal.id } })
  expect(body.proposals.find(({ id }) => id === proposal.id)?.state).toBe('withdrawn')
  expect((await publish(proposal, second)).body).toMatchObject({ code: 'conflict' })
})

test('the database itself refuses that one person does both', async () => {
  const proposal = await proposed({ consent: { firstUseWithinDays: 61 } })
  const change = service.database`
    update policy_proposal set state = 'published', decided_by = proposed_by where id = ${proposal.id}`
  await expect(change).rejects.toThrow(/check/)
})

test('a signature over one body publishes no other', async () => {
  const [signed, other] = [
    await proposed({ consent: { firstUseWithinDays: 62 } }),
    await proposed({ consent: { firstUseWithinDays: 63 } }),
  ]
  const signature = await sign(service, second, publishOperation(signed))
  const answer = await second.call(postProposalPublication, { params: { id: other.id }, body: { signature } })
  expect(answer.body).toMatchObject({ code: 'signature-refused' })
})

test('a number outside its range is refused by name', async () => {
  const body = { ...(await currentBody()), release: { minutes: 0, answerMinutes: 5 } }
  const request = { id: randomUUID(), body, effectiveFrom: service.now().toISOString(), note: '按年度评估调整' }
  expect((await first.call(postProposal, { body: request })).body).toMatchObject({ fields: ['body.release.minutes'] })
})

test('a proposed policy is tried on past queries, which stay as they were', async () => {
  const officer = await anOfficer(service)
  const consentId = await registerConsent(officer, { signedOn: '2026-11-23' })
  const query = { id: randomUUID(), subject: borrower, purpose: '02', businessReference, consentId }
  expect((await officer.call(postQuery, { body: query })).body.state).toBe('answered')
  const before = await service.database`select decision from query where id = ${query.id}`

  const base = await currentBody()
  const same = (await first.call(postWhatIf, { body: { body: base, days: 30 } })).body
  expect(same).toMatchObject({ queries: 1, changes: [] })
  const early = { ...base, workingHours: { ...base.workingHours, until: '09:00' } }
  const { body } = await first.call(postWhatIf, { body: { body: early, days: 30 } })
  expect(body.changes).toMatchObject([
    { queryId: query.id, employeeId: 'E10017', before: 'allowed', after: 'blocked', rules: ['non-working-hours'] },
  ])
  expect(body.perDay).toEqual([{ day: '2026-11-25', queries: 1, newlyBlocked: 1, newlyAllowed: 0 }])
  expect(await service.database`select decision from query where id = ${query.id}`).toEqual(before)
})
