/** The real service over HTTPS, with many officers logged in at a workstation each. */

import { writeFileSync } from 'node:fs'
import { Agent } from 'node:https'
import { join } from 'node:path'
import pino from 'pino'
import { createDemoAdministration } from '#central/demo/demo-administration.ts'
import type { DemoBank, DemoSecrets } from '#central/demo/demo-bank.ts'
import { makeSecrets, seedDemo } from '#central/demo/seed-demo.ts'
import { oneTimePassword, timeStep } from '#central/identity/one-time-password.ts'
import { openKeyRing } from '#central/keys/key-ring.ts'
import { createLogger } from '#central/logger.ts'
import { type ServiceInstance, startService } from '#central/service-instance.ts'
import { foldersOf, readSettings } from '#central/settings.ts'
import type { PolicyBody } from '#contract/policy.ts'
import { OpenedSession } from '#contract/session.ts'
import { makeServerCertificate } from '#scripts/certificates.ts'
import { demoOutlet, readDemoBank } from '#scripts/demo/demo-service.ts'
import { newDeviceKey, type OfficerSecrets, requestMaker, type ServicePlace, send } from '#test/bench/load-officer.ts'
import type { LoadPlan } from '#test/bench/load-worker.ts'
import { anIdNumber } from '#test/support/id-numbers.ts'

/** A Wednesday, 10:00 in Shanghai. */
const clockStart = '2026-11-25T10:00:00+08:00'
const purpose = '02'
const stopLimitMs = 10_000

/** Starts the service on an empty folder, with this bank. */
export async function startBenchService(folder: string, bank: DemoBank, policy?: PolicyBody) {
  const names = { dns: ['localhost'], ip: ['127.0.0.1'] }
  const { authority, certificate, privateKey } = await makeServerCertificate(names, new Date(clockStart))
  const files = { certificate: join(folder, 'service.pem'), key: join(folder, 'service-key.pem') }
  writeFileSync(files.certificate, certificate)
  writeFileSync(files.key, privateKey, { mode: 0o600 })
  const settings = readSettings({
    CQW_MODE: 'test',
    CQW_DATA_FOLDER: join(folder, 'central'),
    CQW_LISTEN_PORT: '0',
    CQW_TLS_CERTIFICATE_FILE: files.certificate,
    CQW_TLS_KEY_FILE: files.key,
    CQW_CLOCK_START: clockStart,
  })
  const logger = createLogger('info', pino.destination({ dest: join(folder, 'service.log'), sync: false }))
  const instance = await startService(settings, { logger, version: '0.1.0' })
  const secrets = makeSecrets(bank)
  const keys = await openKeyRing(foldersOf(settings).keyFile)
  await seedDemo(instance.database, keys, { bank, secrets, now: instance.clock(), ...(policy && { policy }) })
  return { instance, authority, secrets, stop: () => stopService(instance) }
}

/** Starts the service and brings as many officers to their desks. */
export async function startCrowdedService(folder: string, officers: number) {
  const bank = crowdedBank(officers)
  const { instance, authority, secrets, stop } = await startBenchService(folder, bank)
  const place = { origin: instance.origin, agent: new Agent({ ca: authority, keepAlive: true }) }
  const lanes: LoadPlan['lanes'][number][] = []
  for (const [at, { employeeId }] of bank.users.entries()) {
    const officer = await comeToWork({ instance, place, secrets }, { employeeId, at })
    lanes.push({ officer, query: queryOf(bank, at) })
  }
  place.agent.destroy()
  return { plan: { origin: instance.origin, authority, lanes } satisfies LoadPlan, stop }
}

/** A service that no longer answers does not stop by itself either: its requests end with their connections. */
async function stopService({ database, stop }: ServiceInstance): Promise<void> {
  const stuck = setTimeout(() => void database.end({ timeout: 0 }), stopLimitMs)
  await stop()
  clearTimeout(stuck)
}

/** The demo's institutions, with an officer and an application for each lane, so that no lane waits for another's row. */
function crowdedBank(officers: number): DemoBank {
  const numbers = Array.from({ length: officers }, (_, at) => String(at + 1).padStart(4, '0'))
  return {
    institutions: readDemoBank().institutions,
    users: numbers.map((number) => ({
      employeeId: `E2${number}`,
      name: '周敏',
      institution: demoOutlet,
      role: 'query-officer',
      purposes: [purpose],
    })),
    businesses: numbers.map((number, sequence) => ({
      reference: `LA-2026-7${number}`,
      kind: 'application',
      status: 'open',
      product: '个人住房按揭贷款',
      institution: demoOutlet,
      parties: [
        {
          role: 'borrower',
          subject: { name: '沈嘉禾', idType: '10', idNumber: anIdNumber({ region: '320506', sequence }) },
        },
      ],
    })),
  }
}

/** A query without a consent: the service decides, records and refuses it, and no bureau is asked. */
function queryOf({ businesses }: DemoBank, at: number): object {
  const business = businesses[at]
  return {
    subject: business?.parties[0]?.subject,
    purpose,
    businessReference: business?.reference,
    consentId: null,
  }
}

interface Surroundings {
  readonly instance: ServiceInstance
  readonly place: ServicePlace
  readonly secrets: DemoSecrets
}

/** Enrols a workstation and has it approved. @returns Its device key. */
export async function enrolDevice(
  { database, services }: ServiceInstance,
  place: ServicePlace,
  number: string,
): Promise<string> {
  const administration = createDemoAdministration(database, services)
  const enrolmentCode = await administration.issueCode(demoOutlet, number)
  const deviceKey = newDeviceKey()
  const body = { enrolmentCode, factors: {}, platform: 'linux', appVersion: '0.1.0' }
  await call(place, { deviceKey }, { path: '/enrolments', body })
  await administration.approve(number, ['127.0.0.1/32'])
  return deviceKey
}

/** Logs the officer in at a workstation of their own. */
async function comeToWork(
  { instance, place, secrets }: Surroundings,
  { employeeId, at }: { employeeId: string; at: number },
): Promise<OfficerSecrets> {
  const deviceKey = await enrolDevice(instance, place, `BNC-${String(at + 1).padStart(3, '0')}`)
  const { password = '', seed = '' } = secrets[employeeId] ?? {}
  const step = timeStep(instance.clock().getTime() / 1000, 30)
  const dynamicPassword = oneTimePassword(Buffer.from(seed, 'hex'), step, { profile: 'totp-sha1', digits: 6 })
  const text = await call(place, { deviceKey }, { path: '/sessions', body: { employeeId, password, dynamicPassword } })
  return { deviceKey, token: OpenedSession.parse(JSON.parse(text)).token }
}

async function call(
  place: ServicePlace,
  officer: OfficerSecrets,
  { path, body }: { path: string; body: object },
): Promise<string> {
  const make = requestMaker(place.origin, officer)
  const { nonce } = await send(place, make({ method: 'POST', path, body }, undefined))
  const { status, text } = await send(place, make({ method: 'POST', path, body }, nonce))
  if (status !== 200) throw new Error(`${path} was answered ${status}: ${text}`)
  return text
}
