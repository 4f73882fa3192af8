import { afterAll, beforeAll, expect, test } from 'vitest'
import { postSession } from '#contract/http/identity.ts'
import { aBoundDevice, credentialsOf } from '#test/support/officer.ts'
import { startAnotherInstance } from '#test/support/second-instance.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let first: TestService
let second: TestService
beforeAll(async () => {
  first = await startTestService()
  second = await startAnotherInstance(first)
})
afterAll(async () => {
  await second.stop()
  await first.stop()
})

const laterBy = (minutes: number) => first.travelTo(new Date(first.now().getTime() + minutes * 60_000))

/** Somebody at a PC whose requests this instance answers. */
async function at(instance: TestService, employeeId: string) {
  const device = await aBoundDevice(instance)
  const tryWith = (password?: string) =>
    device.call(postSession, { body: { ...credentialsOf(first, employeeId), ...(password && { password }) } })
  return { guess: () => tryWith('wrong-wrong-wrong'), logIn: () => tryWith() }
}

async function lastReason() {
  return (await first.entries()).findLast(({ kind }) => kind === 'session.refused')?.facts['reason']
}

test('200 submissions of one code at once, to two instances, open exactly one session', async () => {
  const devices = await Promise.all(
    Array.from({ length: 20 }, (_, index) => aBoundDevice(index % 2 === 0 ? first : second)),
  )
  const body = credentialsOf(first)
  const submissions = devices.flatMap((device) => Array.from({ length: 10 }, () => device.call(postSession, { body })))
  const answers = await Promise.all(submissions)
  expect(answers).toHaveLength(200)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  const sessions = await first.database`
    select session.id from session join app_user on app_user.id = user_id where employee_id = ${body.employeeId}`
  expect(sessions).toHaveLength(1)
}, 60_000)

test('guesses at two instances count together, and the lock holds at both', async () => {
  const [here, there] = [await at(first, 'E10023'), await at(second, 'E10023')]
  for (const desk of [here, there, here, there, here]) {
    laterBy(1)
    await desk.guess()
  }
  laterBy(1)
  expect((await there.logIn()).status).toBe(401)
  expect(await lastReason()).toBe('locked')
  expect((await here.logIn()).status).toBe(401)
  laterBy(30)
  expect((await there.logIn()).status).toBe(200)
})

test('guesses before a restart count after it, and a lock outlives it', async () => {
  const before = await at(second, 'E10023')
  for (let guess = 0; guess < 4; guess += 1) {
    laterBy(1)
    await before.guess()
  }
  await second.stop()
  second = await startAnotherInstance(first)
  const after = await at(second, 'E10023')
  laterBy(1)
  await after.guess()
  await second.stop()
  second = await startAnotherInstance(first)
  laterBy(1)
  expect((await (await at(second, 'E10023')).logIn()).status).toBe(401)
  expect(await lastReason()).toBe('locked')
})
