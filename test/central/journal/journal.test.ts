import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postLocalEvents } from '#contract/http/journal.ts'
import { LocalEvent } from '#contract/local-event.ts'
import { aDevice } from '#test/support/device.ts'
import { aBoundDevice } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

function anEvent(counter: number, facts: LocalEvent['facts'] = {}): LocalEvent {
  const at = '2026-11-25T01:59:00.000Z'
  return LocalEvent.parse({ id: randomUUID(), counter, kind: 'window-refused', at, employeeId: 'E10017', facts })
}

const noted = async () => (await service.entries()).filter(({ kind }) => kind === 'workstation.event-noted')

test('what happened at a workstation stands in the log with its own time and who was there', async () => {
  const device = await aBoundDevice(service)
  const event = anEvent(1, { reason: 'foreign-origin' })
  expect((await device.call(postLocalEvents, { body: { events: [event] } })).status).toBe(200)
  expect((await noted()).at(-1)).toMatchObject({
    workstation: device.number,
    employeeId: 'E10017',
    deviceThumbprint: device.thumbprint,
    object: event.id,
    facts: { event: 'window-refused', counter: 1, localTime: event.at, reason: 'foreign-origin' },
  })
})

test('fifty times the same events at the same moment are one entry each', async () => {
  const device = await aBoundDevice(service)
  const before = (await noted()).length
  const events = Array.from({ length: 20 }, (_, at) => anEvent(at + 1))
  await device.call(postLocalEvents, { body: { events: [anEvent(0 + 100)] } })
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      device.call(postLocalEvents, { body: { events: at % 2 ? events : events.toReversed() } }),
    ),
  )
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect((await noted()).length - before).toBe(21)
})

test('two workstations may use the same id without getting in each other’s way', async () => {
  const [one, other] = [await aBoundDevice(service), await aBoundDevice(service)]
  const before = (await noted()).length
  const event = anEvent(7)
  await one.call(postLocalEvents, { body: { events: [event] } })
  await other.call(postLocalEvents, { body: { events: [event] } })
  expect((await noted()).length - before).toBe(2)
})

test('a device that is no workstation of the bank, and a fact that is no code, are refused', async () => {
  const stranger = await aDevice(service)
  expect((await stranger.call(postLocalEvents, { body: { events: [anEvent(1)] } })).status).toBe(403)
  const device = await aBoundDevice(service)
  const event = { ...anEvent(1), facts: { name: '张三' } }
  expect((await device.call(postLocalEvents, { body: { events: [event] } })).status).toBe(400)
})
