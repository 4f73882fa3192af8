import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLog } from '#central/audit/verify-log.ts'
import { inTransaction } from '#central/database/database.ts'
import { postQuery } from '#contract/http/query.ts'
import type { LogReceipt } from '#contract/log-entry.ts'
import { anAuditDesk, grantEngagement } from '#test/support/auditor.ts'
import { verdictOn } from '#test/support/bundles.ts'
import type { Device } from '#test/support/device.ts'
import { anOfficer } from '#test/support/officer.ts'
import { isReceiptGood } from '#test/support/receipts.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'
import { aViewer } from '#test/support/viewer.ts'

let service: TestService
let officer: Device
const receipts: LogReceipt[] = []
const begun = new Date('2026-11-25T02:00:00Z')

beforeAll(async () => {
  service = await startTestService()
  officer = await anOfficer(service)
  const body = {
    id: randomUUID(),
    subject: borrower,
    purpose: '02' as const,
    businessReference,
    consentId: await registerConsent(officer),
  }
  await officer.call(postQuery, { body })
  const viewer = await aViewer(officer, body.id)
  await viewer.open()
  receipts.push((await viewer.releaseKey(1)).body.receipt)
  await service.database`update business set status = 'settled'`
})
afterAll(() => service.stop())

const verify = () => verifyLog(service.database, service.services.audit.verifierKey)
const after = (days: number) => service.travelTo(new Date(begun.getTime() + days * 86_400_000))
const run = () => service.services.retention.runDue()
const kinds = async () => (await service.entries()).map(({ kind }) => kind)

async function subjectRow() {
  const [row] = await service.database`
    select subject.* from subject join query on query.subject_id = subject.id limit 1`
  return row as Record<string, unknown>
}

test('nothing goes before its time', async () => {
  after(364)
  expect(await run()).toEqual({ reports: 0, subjects: 0, entries: 0 })
})

test('after its period a report loses its pages and their keys, and the log says so', async () => {
  after(366)
  expect(await run()).toMatchObject({ reports: 1, subjects: 0 })
  expect(await service.database`select from report_page`).toHaveLength(0)
  const last = (await service.entries()).at(-1)
  expect(last).toMatchObject({ kind: 'report.shredded', employeeId: null, facts: { reason: 'period-over' } })
  expect(await run()).toMatchObject({ reports: 0 })
})

test('a subject the bank has had nothing to do with for its period is erased: nothing leads to it any more', async () => {
  const { identify, reveal, commitmentOf } = service.services.subjects
  const before = await identify(service.database, borrower)
  after(5 * 365 + 2)
  expect((await run()).subjects).toBeGreaterThan(0)

  expect(await subjectRow()).toMatchObject({ id: before.id, sealed_identification: null, salt: null })
  await expect(reveal(service.database, before.id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await commitmentOf(service.database, before.id)).toBeNull()
  const again = await inTransaction(service.database, (tx) => identify(tx, borrower))
  expect(again.id).not.toBe(before.id)
  expect(again.commitment).not.toBe(before.commitment)

  const erased = (await service.entries()).find(({ kind, object }) => kind === 'subject.erased' && object === before.id)
  expect(erased).toMatchObject({ subjectCommitment: before.commitment, facts: { scans: 1 } })
})

test('the scans of an erased subject are gone from the disk', () => {
  expect(readdirSync(service.scanFolder)).toEqual([])
})

test('after the erasure the whole log and every old receipt still verify', async () => {
  expect((await verify()).problems).toEqual([])
  for (const receipt of receipts) expect(isReceiptGood(receipt, service.services.audit.verifierKey)).toBe(true)
})

test('an entry may lose its bytes only below an index that an entry of the log names', async () => {
  const prune = service.database`
    update log_entry set body = null where id = (select entry_id from log_leaf where index = 0)`
  await expect(prune).rejects.toThrow('append-only')
})

test('after the period of the log entries lose their bytes and keep their proofs', async () => {
  after(10 * 365 + 30)
  const before = (await kinds()).length
  const { entries } = await run()
  expect(entries).toBeGreaterThan(0)
  const { problems, entries: places } = await verify()
  expect(problems).toEqual([])
  expect(places).toBeGreaterThanOrEqual(before)
  for (const receipt of receipts) expect(isReceiptGood(receipt, service.services.audit.verifierKey)).toBe(true)
  expect(await run()).toMatchObject({ entries: 0 })
})

test('a bundle of a pruned log is good and says how many entries have only their hashes', async () => {
  const period = { from: '2026-01-01T00:00:00.000Z', until: '2037-12-31T00:00:00.000Z' }
  const validity = { from: '2036-11-01T00:00:00.000Z', until: '2037-01-31T00:00:00.000Z' }
  // Ten years later nobody would have rights that were not confirmed anew.
  await service.database`update app_user set rights_until = '2037-01-31'`
  const desk = await anAuditDesk(service)
  const { id } = await grantEngagement(service, desk.headOffice, { period, validity })
  const { body } = await desk.ask(id, { filter: { period, institutions: null, employeeIds: null } })
  const verdict = await verdictOn(await desk.fetchBundle(body.id), service.services.audit.verifierKey)
  expect(verdict.problems).toEqual([])
  expect(verdict.pruned).toBeGreaterThan(0)
  expect(verdict.pruned).toBe(verdict.header.prunedBelow)
})

test('a pruning that no entry of the log speaks of is found', async () => {
  await service.database.unsafe(`
    set session_replication_role = replica;
    insert into log_pruning (pruned_below, entry_id, pruned_at)
    select max(pruned_below) + 1, (select entry_id from log_leaf order by index desc limit 1), now() from log_pruning;
    update log_entry set body = null
     where id = (select entry_id from log_leaf where index = (select max(pruned_below) - 1 from log_pruning))`)
  expect((await verify()).problems.join('\n')).toMatch(/no entry of the log that says so[\s\S]*its bytes are gone/)
})
