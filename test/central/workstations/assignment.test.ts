import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { getUser } from '#central/demo/demo-repository.ts'
import { getSession, postSession } from '#contract/http/identity.ts'
import { aBoundDevice, credentialsOf } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

const subBranch = '10320501'
const dayMs = 86_400_000

async function administrator(employeeId: string) {
  return { user: await getUser(service.database, employeeId) }
}

/** A workstation of the sub-branch, at which the outlet's officer does not belong. */
async function aForeignWorkstation() {
  const device = await aBoundDevice(service, { institution: subBranch })
  const [row] = await service.database`select id from workstation where number = ${device.number}`
  const id = z.uuid().parse(row?.['id'])
  return { device, id }
}

function inDays(days: number): Date {
  return new Date(service.now().getTime() + days * dayMs)
}

async function logIn(device: Awaited<ReturnType<typeof aForeignWorkstation>>['device']) {
  device.token = undefined
  service.travelTo(new Date(service.now().getTime() + 60_000))
  const answer = await device.call(postSession, { body: credentialsOf(service) })
  if (answer.status === 200) device.token = answer.body.token
  return answer
}

test('an officer of another institution is let in while assigned, and no longer than that', async () => {
  const { device, id } = await aForeignWorkstation()
  expect((await logIn(device)).body).toMatchObject({ code: 'forbidden' })

  await service.services.assignments.assign(
    id,
    { employeeId: 'E10017', endsAt: inDays(1) },
    await administrator('E20002'),
  )
  expect((await service.entries()).at(-1)).toMatchObject({
    kind: 'workstation.assigned',
    employeeId: 'E20002',
    object: device.number,
    facts: { user: 'E10017' },
  })
  expect((await logIn(device)).status).toBe(200)

  service.travelTo(inDays(1.1))
  expect((await logIn(device)).body).toMatchObject({ code: 'forbidden' })
})

test('ending an assignment ends the session it allowed, and is recorded', async () => {
  const { device, id } = await aForeignWorkstation()
  const by = await administrator('E20002')
  await service.services.assignments.assign(id, { employeeId: 'E10017', endsAt: inDays(9) }, by)
  expect((await logIn(device)).status).toBe(200)

  const [row] =
    await service.database`select id from workstation_assignment where workstation_id = ${id} and ended_at is null`
  await service.services.assignments.unassign(id, z.uuid().parse(row?.['id']), by)
  expect((await device.call(getSession)).body).toMatchObject({ code: 'session-ended' })
  const kinds = (await service.entries()).slice(-2).map(({ kind, facts }) => [kind, facts['reason']])
  expect(kinds).toEqual([
    ['workstation.unassigned', undefined],
    ['session.ended', 'assignment-ended'],
  ])
  expect((await logIn(device)).body).toMatchObject({ code: 'forbidden' })
})

test.each([
  { why: 'of a workstation above the administrator', by: 'E20001', employeeId: 'E10017', days: 1, code: 'not-found' },
  { why: 'of a user outside the subtree', by: 'E20002', employeeId: 'E40001', days: 1, code: 'not-found' },
  { why: 'of nobody', by: 'E20002', employeeId: 'E99999', days: 1, code: 'not-found' },
  { why: 'that has ended', by: 'E20002', employeeId: 'E10017', days: 0, code: 'invalid-input' },
  { why: 'for longer than a year', by: 'E20002', employeeId: 'E10017', days: 400, code: 'invalid-input' },
])('an assignment $why is refused', async ({ by, employeeId, days, code }) => {
  const { id } = await aForeignWorkstation()
  const assigning = service.services.assignments.assign(
    id,
    { employeeId, endsAt: inDays(days) },
    await administrator(by),
  )
  await expect(assigning).rejects.toMatchObject({ code })
})
