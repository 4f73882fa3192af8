import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BureauAdapter, type BureauCharge, BureauError } from '#central/bureau/bureau-adapter.ts'
import { postQuery } from '#contract/http/query.ts'
import {
  getReconciliationDays,
  getReconciliationDifferences,
  postReconciliation,
  postResolution,
} from '#contract/http/reconciliation.ts'
import type { DifferenceId } from '#contract/reconciliation.ts'
import type { Device } from '#test/support/device.ts'
import { anOfficer, aStaffMember, logIn } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

const day = '2026-11-25'
let service: TestService
let officer: Device
let headOffice: Device & { employeeId: string }
let isListMissing = false
let changed: (charges: BureauCharge[]) => BureauCharge[] = (charges) => charges

function listing(simulated: BureauAdapter): BureauAdapter {
  return {
    ...simulated,
    listCharges: async (asked) => {
      if (isListMissing) throw new BureauError('timed-out')
      return changed(await simulated.listCharges(asked))
    },
  }
}

beforeAll(async () => {
  service = await startTestService({ bureau: listing })
  officer = await anOfficer(service)
  const consentId = await registerConsent(officer)
  for (const _ of [1, 2, 3]) {
    const body = { id: randomUUID(), subject: borrower, purpose: '02', businessReference, consentId }
    expect((await officer.call(postQuery, { body })).body.state).toBe('answered')
  }
})
afterAll(() => service.stop())

const runDue = () => service.services.reconciliation.runDue()
const kindsSince = async (from: number) => (await service.entries()).slice(from).map(({ kind }) => kind)

test('today is not compared, yesterday from half past six on, and by one of many at once', async () => {
  expect(await runDue()).toEqual([])
  service.travelTo(new Date('2026-11-26T06:29:59+08:00'))
  expect(await runDue()).toEqual([])

  service.travelTo(new Date('2026-11-26T06:30:00+08:00'))
  isListMissing = true
  const before = (await service.entries()).length
  expect(await runDue()).toEqual([])
  expect(await kindsSince(before)).toEqual(['reconciliation.failed'])
  isListMissing = false
  expect(await runDue()).toEqual([])

  service.travelTo(new Date('2026-11-26T06:41:00+08:00'))
  const all = await Promise.all(Array.from({ length: 8 }, runDue))
  expect(all.flat()).toEqual([day])
  expect(await runDue()).toEqual([])
  const entry = (await service.entries()).at(-1)
  expect(entry).toMatchObject({
    kind: 'reconciliation.compared',
    object: day,
    employeeId: null,
    facts: { charges: 3, queries: 3, differences: 0 },
  })
})

test('each difference is recorded once, however often the day is compared, and head office resolves it with a reason', async () => {
  service.travelTo(new Date('2026-11-26T10:00:00+08:00'))
  headOffice = await aStaffMember(service, 'E40001')
  changed = ([first, second, ...others]) => [
    ...(first ? [{ ...first, purposeCode: '08' }] : []),
    ...(second ? [{ ...second, key: 'of-another-system', reportNumber: '77' }] : []),
    ...others,
  ]
  const again = () => headOffice.call(postReconciliation, { params: { day } })
  const before = (await service.entries()).length
  expect((await again()).body).toMatchObject({
    state: 'compared',
    charges: 3,
    queries: 3,
    differences: 3,
    unresolved: 3,
  })
  expect(await kindsSince(before)).toEqual([
    ...Array.from({ length: 3 }, () => ['reconciliation.difference-found', 'incident.raised']).flat(),
    'reconciliation.compared',
  ])
  await again()
  expect((await headOffice.call(getReconciliationDays)).body).toMatchObject([{ day, differences: 3, unresolved: 3 }])

  const { body: differences } = await headOffice.call(getReconciliationDifferences)
  expect(differences.map(({ kind }) => kind).toSorted()).toEqual(['only-at-bureau', 'only-here', 'other-purpose'])
  const id = differences.find(({ kind }) => kind === 'only-at-bureau')?.id as DifferenceId
  const resolve = () =>
    headOffice.call(postResolution, { params: { id }, body: { reason: '经核对，系旧系统当日的查询' } })
  expect((await resolve()).body.resolution).toMatchObject({
    employeeId: 'E40001',
    reason: '经核对，系旧系统当日的查询',
  })
  expect((await service.entries()).at(-1)).toMatchObject({
    kind: 'reconciliation.difference-resolved',
    employeeId: 'E40001',
    object: id,
  })
  expect(JSON.stringify(await service.entries())).not.toContain('旧系统')
  expect((await resolve()).status).toBe(409)
  expect((await headOffice.call(getReconciliationDays)).body).toMatchObject([{ differences: 3, unresolved: 2 }])
})

test('a day that is not over is not compared, and an officer sees nothing of it', async () => {
  expect((await headOffice.call(postReconciliation, { params: { day: '2026-11-26' } })).status).toBe(400)
  await logIn(service, officer)
  expect((await officer.call(getReconciliationDays)).status).toBe(403)
  expect((await officer.call(postReconciliation, { params: { day } })).status).toBe(403)
})

test('days that were missed are made up for', async () => {
  changed = (charges) => charges
  service.travelTo(new Date('2026-11-29T07:00:00+08:00'))
  expect(await runDue()).toEqual(['2026-11-26', '2026-11-27', '2026-11-28'])
})
