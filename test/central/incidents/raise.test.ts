import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { inTransaction } from '#central/database/database.ts'
import type { NoticedIncident } from '#central/incidents/incident-service.ts'
import { getSession, postSession } from '#contract/http/identity.ts'
import { postLocalEvents } from '#contract/http/journal.ts'
import { LocalEvent } from '#contract/local-event.ts'
import { aBoundDevice, anOfficer, aStaffMember, credentialsOf, logIn } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

const noticed: NoticedIncident = { rule: 'M21', institution: '1032050101', user: 'E10017', facts: { inARow: 5 } }

function raise(incident: Partial<NoticedIncident> = {}) {
  return inTransaction(service.database, (tx) => service.services.incidents.raise(tx, { ...noticed, ...incident }))
}

const rows = () => service.database`select * from incident order by ctid`

test('an incident is kept with its first step and stands in the log; the same key is raised once', async () => {
  const key = randomUUID()
  const raised = await raise({ key })
  expect(await raise({ key })).toBeUndefined()
  const [row] = await service.database`select * from incident where key = ${key}`
  expect(row).toMatchObject({ id: raised?.id, state: 'raised', handled_by: '1032050101', reviewed_by: '10320501' })
  const [step] =
    await service.database`select kind, position from incident_step where incident_id = ${raised?.id ?? ''}`
  expect(step).toEqual({ kind: 'raised', position: 0 })
  const entries = (await service.entries()).filter(({ kind }) => kind === 'incident.raised')
  expect(entries.at(-1)).toMatchObject({ object: raised?.id, employeeId: 'E10017', facts: { rule: 'M21' } })
})

test('what concerns an administrator goes to the institution above his own', async () => {
  const raised = await raise({ user: 'E20001' })
  const [row] = await service.database`select handled_by, reviewed_by from incident where id = ${raised?.id ?? ''}`
  expect(row).toEqual({ handled_by: '10320501', reviewed_by: '103205' })
})

test('what was raised and what was done stays as it is', async () => {
  const raised = await raise()
  const id = raised?.id ?? ''
  await expect(service.database`update incident set facts = '{}' where id = ${id}`).rejects.toThrow('stays as it is')
  await expect(service.database`delete from incident where id = ${id}`).rejects.toThrow('stays as it is')
  await expect(service.database`delete from incident_step`).rejects.toThrow('stays as it is')
  await expect(service.database`update incident_step set text = 'x'`).rejects.toThrow('stays as it is')
})

test('a second log-in raises an incident about the user at the first PC', async () => {
  const first = await anOfficer(service)
  const before = (await rows()).length
  await logIn(service, first)
  expect((await rows()).slice(before)).toMatchObject([
    { rule: 'M17', employee_id: 'E10017', workstation: first.number, facts: { what: 'second-session' } },
  ])
})

test('leaving the bound addresses in a session raises one, trying again without a session none', async () => {
  const officer = await anOfficer(service)
  await service.database`update workstation set addresses = '{10.1.0.0/16}' where number = ${officer.number}`
  const before = (await rows()).length
  await officer.call(getSession)
  officer.token = undefined
  await officer.call(postSession, { body: credentialsOf(service) })
  expect((await rows()).slice(before)).toMatchObject([
    { rule: 'M16', employee_id: 'E10017', workstation: officer.number, facts: { what: 'address-not-bound' } },
  ])
})

test('a workstation that names somebody who is not there loses nothing of its journal', async () => {
  const device = await aBoundDevice(service)
  const before = (await rows()).length
  const event = LocalEvent.parse({
    id: randomUUID(),
    counter: 1,
    kind: 'capture-attempted',
    at: '2026-11-25T01:59:00.000Z',
    employeeId: 'NOBODY99',
    facts: {},
  })
  expect((await device.call(postLocalEvents, { body: { events: [event] } })).status).toBe(200)
  expect((await rows()).slice(before)).toMatchObject([{ rule: 'M25', employee_id: null }])
})

test('the administrators of the institution hear of it at once, of a grave one every level above does', async () => {
  const heard = new Map<string, ReturnType<typeof vi.fn<() => void>>>()
  const stops = []
  for (const employeeId of ['E20001', 'E40001']) {
    const member = await aStaffMember(service, employeeId)
    const caller = await service.services.sessions.resume(
      member.token ?? '',
      await service.services.workstations.identify({
        address: '127.0.0.1',
        deviceThumbprint: member.thumbprint,
        publicKey: member.jwk,
      }),
    )
    const listener = vi.fn<() => void>()
    heard.set(employeeId, listener)
    stops.push(service.services.events.subscribe(caller, listener))
  }
  await raise({ rule: 'M24' })
  await vi.waitFor(() => expect(heard.get('E20001')).toHaveBeenCalledWith({ type: 'to-do-changed' }), 2000)
  expect(heard.get('E40001')).not.toHaveBeenCalled()
  await raise({ rule: 'suspected-leak' })
  await vi.waitFor(() => expect(heard.get('E40001')).toHaveBeenCalledWith({ type: 'to-do-changed' }), 2000)
  for (const stop of stops) stop()
})
