import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#central/database/database.ts'
import { getLogConsistency } from '#contract/http/log.ts'
import { checkpointSize, openCheckpoint, parseVerifierKey } from '#contract/rules/checkpoint.ts'
import { judgeCheckpoint } from '#contract/rules/judge-checkpoint.ts'
import { aDevice } from '#test/support/device.ts'
import { aDraft } from '#test/support/log-entries.ts'
import { aBoundDevice } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'
import { notePrimitives } from '#verifier/note-primitives.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

const decoded = (proof: readonly string[]) => proof.map((hash) => Buffer.from(hash, 'base64'))

test('a workstation without a session has the growth of the log shown from every size it may have kept', async () => {
  const device = await aBoundDevice(service)
  const { audit } = service.services
  const key = parseVerifierKey(notePrimitives, audit.verifierKey)
  const notes: string[] = []
  for (let entry = 0; entry < 20; entry += 1) {
    const id = await inTransaction(service.database, (tx) => audit.record(tx, aDraft()))
    notes.push((await audit.receiptFor(id, 5000)).checkpoint)
  }
  for (const note of notes) {
    const params = { from: checkpointSize(note), to: 'latest' }
    const { status, body } = await device.call(getLogConsistency, { params })
    expect(status).toBe(200)
    const kept = openCheckpoint(notePrimitives, key, note)
    const offer = { note: body.checkpoint ?? '', proof: decoded(body.proof) }
    expect(judgeCheckpoint(notePrimitives, key, { kept, offer }).verdict).toMatch(/^(grown|same)$/)
  }
})

test.each([
  { from: 0, to: 'latest' as const },
  { from: 900_000, to: 'latest' as const },
  { from: 3, to: 2 },
  { from: 3, to: 900_000 },
])('from $from to $to nothing can be shown, and the newest checkpoint says how things stand', async (params) => {
  const device = await aBoundDevice(service)
  const { status, body } = await device.call(getLogConsistency, { params })
  expect(status).toBe(200)
  expect(body.proof).toEqual([])
  expect(checkpointSize(body.checkpoint ?? '')).toBeGreaterThan(3)
})

test('a device that is no workstation of the bank is told nothing', async () => {
  const stranger = await aDevice(service)
  const { status } = await stranger.call(getLogConsistency, { params: { from: 1, to: 'latest' } })
  expect(status).toBe(403)
})
