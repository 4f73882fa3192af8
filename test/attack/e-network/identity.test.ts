import { afterAll, beforeAll, expect } from 'vitest'
import { inTransaction } from '#central/database/database.ts'
import { deleteSession, getSession, postSession } from '#contract/http/identity.ts'
import { getAllowance, getQueries } from '#contract/http/query.ts'
import { aNaiveSession, createNaiveService } from '#test/attack/naive/naive-service.ts'
import { attack } from '#test/attack/support/attack.ts'
import { aBoundDevice, anOfficer, credentialsOf, logIn } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

function later(minutes: number): void {
  service.travelTo(new Date(service.now().getTime() + minutes * 60_000))
}

const naiveLogIn = { path: '/', body: { employeeId: 'E10017', password: 'right', code: '123456' } }

attack('E11', 'a code used again, in the next window, another user’s, guessed five times, fifty times at once', {
  probe: async () => {
    const device = await aBoundDevice(service)
    const credentials = credentialsOf(service)
    const answers = await Promise.all(Array.from({ length: 50 }, () => device.call(postSession, { body: credentials })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await device.call(postSession, { body: credentials })).status).toBe(401)
    later(0.5)
    expect((await device.call(postSession, { body: credentials })).status).toBe(401)

    later(40)
    const foreign = { ...credentialsOf(service, 'E10023'), dynamicPassword: credentialsOf(service).dynamicPassword }
    for (let guess = 0; guess < 5; guess += 1)
      expect((await device.call(postSession, { body: foreign })).status).toBe(401)
    expect((await device.call(postSession, { body: credentialsOf(service, 'E10023') })).status).toBe(401)
    expect((await service.entries()).at(-1)).toMatchObject({ kind: 'session.refused', facts: { reason: 'locked' } })
    later(40)
  },
  control: () => {
    const naive = createNaiveService()
    return Array.from({ length: 50 }, () => naive.logIn(naiveLogIn).body).join('\n')
  },
})

attack('E12', 'the client’s clock a day forward or back, another time zone', {
  probe: async () => {
    const officer = await anOfficer(service)
    for (const seconds of [-86_400, 86_400]) {
      const iat = Math.floor(service.now().getTime() / 1000) + seconds
      const dpop = await officer.proof('GET', getSession.url, { claims: { iat } })
      const headers = { dpop, date: new Date(0).toUTCString() }
      expect((await officer.send('GET', getSession.url, { headers })).status).toBe(200)
    }
    // Idle time runs by the service's clock, whatever the client's says.
    later(6)
    const iat = Math.floor(service.now().getTime() / 1000) - 600
    const dpop = await officer.proof('GET', getQueries.url, { claims: { iat } })
    expect((await officer.send('GET', getQueries.url, { headers: { dpop } })).status).toBeGreaterThanOrEqual(401)
  },
  control: () => {
    const { service: naive, token } = aNaiveSession()
    return naive.ask({ path: '/report', token, headers: { date: 'Wed, 01 Jan 2020 00:00:00 GMT' } }).body
  },
})

attack('E13', 'an old token after suspension, revocation or a change of addresses', {
  probe: async () => {
    const endpoints = [getSession, getQueries, getAllowance]
    const { administration } = service
    const changes: ((number: string) => Promise<unknown>)[] = [
      async () => {
        const [user] = await service.database`select id from app_user where employee_id = 'E10017'`
        await inTransaction(service.database, (tx) =>
          service.services.sessions.endForUser(tx, user?.['id'], 'suspended'),
        )
      },
      (number) => administration.changeAddresses(number, ['203.0.113.0/24']),
      (number) => administration.revoke(number),
    ]
    for (const change of changes) {
      later(2)
      const device = await aBoundDevice(service)
      await logIn(service, device)
      await change(device.number)
      for (const endpoint of endpoints) expect([401, 403]).toContain((await device.call(endpoint)).status)
    }
  },
  control: () => {
    const { service: naive, token } = aNaiveSession()
    return naive.ask({ path: '/report', token }).body
  },
})

attack('E14', 'one user at two workstations at once', {
  probe: async () => {
    later(2)
    const first = await anOfficer(service)
    const second = await aBoundDevice(service)
    await logIn(service, second)
    expect((await first.call(getSession)).status).toBe(401)
    expect(await service.entries()).toContainEqual(
      expect.objectContaining({ kind: 'session.ended', facts: { reason: 'second-session' } }),
    )
  },
  control: () => {
    const naive = createNaiveService()
    const tokens = [naive.logIn(naiveLogIn).body, naive.logIn(naiveLogIn).body]
    return tokens.map((token) => naive.ask({ path: '/report', token }).body).join('\n')
  },
})

attack('E15', 'a token chosen beforehand, in the address, after log-out', {
  probe: async () => {
    later(2)
    const officer = await anOfficer(service)
    const token = officer.token ?? ''
    const chosen = await aBoundDevice(service)
    const fixed = await chosen.call(postSession, { body: { ...credentialsOf(service), token } })
    expect(fixed.status).toBe(400)
    officer.token = undefined
    expect((await officer.send('GET', `${getSession.url}?token=${token}`)).status).toBe(401)
    expect((await officer.send('GET', `${getSession.url}?access_token=${token}`)).status).toBe(401)
    officer.token = token
    await officer.call(deleteSession)
    expect((await officer.call(getSession)).status).toBe(401)
  },
  control: () => {
    const naive = createNaiveService()
    naive.logIn({ path: '/', body: { ...naiveLogIn.body, token: 'chosen-by-the-thief' } })
    return naive.ask({ path: '/report?token=chosen-by-the-thief' }).body
  },
})

attack('E16', 'finding out which users exist, by the answer and by its time', {
  probe: async () => {
    const device = await aBoundDevice(service)
    const times: Record<string, number[]> = { E10017: [], E99999: [] }
    const bodies = new Set<string>()
    for (let round = 0; round < 4; round += 1) {
      for (const employeeId of Object.keys(times)) {
        const body = { employeeId, password: 'a-wrong-password', dynamicPassword: '000000' }
        const started = performance.now()
        const answer = await device.call(postSession, { body })
        times[employeeId]?.push(performance.now() - started)
        bodies.add(`${answer.status} ${JSON.stringify(answer.body)}`)
      }
    }
    expect(bodies.size).toBe(1)
    const [known = 0, unknown = 0] = Object.values(times).map((values) => Math.min(...values.slice(1)))
    expect(unknown / known).toBeGreaterThan(0.5)
    expect(unknown / known).toBeLessThan(2)
  },
  control: () => {
    const naive = createNaiveService()
    const bodies = ['E10017', 'E99999'].map((employeeId) => naive.logIn({ path: '/', body: { employeeId } }).body)
    return new Set(bodies).size > 1 ? bodies.join('\n') : ''
  },
})

attack('E21', 'going on after five idle minutes', {
  probe: async () => {
    later(40)
    const officer = await anOfficer(service)
    later(6)
    for (const endpoint of [getQueries, getAllowance])
      expect((await officer.call(endpoint)).body).toMatchObject({ code: expect.stringMatching(/^session-/) })
    expect(
      (await service.entries()).some(({ kind, facts }) => kind.startsWith('session.') && facts['reason'] === 'idle'),
    ).toBe(true)
  },
  control: () => {
    const { service: naive, token } = aNaiveSession()
    return naive.ask({ path: '/report', token }).body
  },
})
