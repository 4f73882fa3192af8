import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { inTransaction } from '#central/database/database.ts'
import { createEventService } from '#central/events/event-service.ts'
import { getSession } from '#contract/http/identity.ts'
import { anOfficer, logIn } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

/** Hears what the service tells the officer's workstation. */
async function listening() {
  service.travelTo(new Date(service.now().getTime() + 60_000))
  const officer = await anOfficer(service)
  const token = officer.token ?? ''
  const caller = await service.services.sessions.resume(
    token,
    await service.services.workstations.identify({
      address: '127.0.0.1',
      deviceThumbprint: officer.thumbprint,
      publicKey: officer.jwk,
    }),
  )
  const heard = vi.fn()
  const stop = service.services.events.subscribe(caller, (event) => event.type === 'session-changed' && heard(event))
  return { officer, heard, stop }
}

test('a revoked workstation hears of it at once, and is refused from then on', async () => {
  const { officer, heard } = await listening()
  await service.administration.revoke(officer.number)
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith({ type: 'session-changed' }), 1000)
  expect((await officer.call(getSession)).body).toMatchObject({ code: 'workstation-revoked' })
  const kinds = (await service.entries()).slice(-2).map(({ kind }) => kind)
  expect(kinds).toEqual(['session.ended', 'workstation.revoked'])
})

test('changed addresses are told to the workstation, and only to it', async () => {
  const [one, other] = [await listening(), await listening()]
  await service.administration.changeAddresses(other.officer.number, ['10.32.0.0/16'])
  await vi.waitFor(() => expect(other.heard).toHaveBeenCalled(), 1000)
  // The first one's session was ended by the second log-in; that alone it heard.
  expect(one.heard).toHaveBeenCalledTimes(1)
})

test('a second log-in is told to the first session', async () => {
  const { officer, heard } = await listening()
  await logIn(service, officer)
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 1000)
})

test('what is rolled back is not told, and who stopped listening hears nothing', async () => {
  const { officer, heard, stop } = await listening()
  const { events } = service.services
  await inTransaction(service.database, async (tx) => {
    await events.sessionChanged(tx, '00000000-0000-4000-8000-000000000000')
    await events.workstationChanged(tx, officer.number)
    throw new Error('rolled back')
  }).catch(() => undefined)
  await sleep(100)
  expect(heard).not.toHaveBeenCalled()
  stop()
  await service.administration.revoke(officer.number)
  await sleep(100)
  expect(heard).not.toHaveBeenCalled()
})

test('another instance on the same database hears it too', async () => {
  const elsewhere = createEventService(service.database)
  const stop = await elsewhere.start()
  const { officer } = await listening()
  const caller = await service.services.sessions.resume(
    officer.token ?? '',
    await service.services.workstations.identify({
      address: '127.0.0.1',
      deviceThumbprint: officer.thumbprint,
      publicKey: officer.jwk,
    }),
  )
  const heard = vi.fn()
  elsewhere.subscribe(caller, heard)
  await service.administration.changeAddresses(officer.number, ['10.32.0.0/16'])
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 1000)
  await stop()
})
