/** The head-office service as the demo runs it: real, with demo data, a set clock and an administrator who approves. */

import { readFileSync, writeFileSync } from 'node:fs'
import pino from 'pino'
import type { Clock } from '#central/clock.ts'
import { createDemoAdministration, type DemoAdministration } from '#central/demo/demo-administration.ts'
import { DemoBank, demoSigningSuite } from '#central/demo/demo-bank.ts'
import { seedDemo } from '#central/demo/seed-demo.ts'
import { ocraResponse, parseOcraSuite } from '#central/identity/ocra.ts'
import { oneTimePassword, timeStep } from '#central/identity/one-time-password.ts'
import { openKeyRing } from '#central/keys/key-ring.ts'
import { createLogger } from '#central/logger.ts'
import { type ServiceInstance, startService } from '#central/service-instance.ts'
import { foldersOf, readSettings } from '#central/settings.ts'
import { defaultPolicyBody, type PolicyBody } from '#contract/policy.ts'
import type { DemoFolder } from './demo-folder.ts'

/** The demo runs where it is started: on Linux, in a virtual machine, over a forwarded screen. */
const demoPolicy = {
  ...defaultPolicyBody,
  viewing: {
    ...defaultPolicyBody.viewing,
    capture: {
      unprotected: { win32: 'allow', darwin: 'allow', linux: 'allow' },
      remoteDesktop: 'allow',
      virtualMachine: 'allow',
    },
  },
} as const satisfies PolicyBody

export const demoOutlet = '1032050101'
export const demoAddresses = ['127.0.0.1/32', '::1/128']
const approveEveryMs = 250
const assignmentMs = 180 * 86_400_000

export interface DemoService {
  readonly instance: ServiceInstance
  readonly administration: DemoAdministration
  readonly bank: DemoBank
  /** Number of the workstation that this machine gets, or has. */
  readonly workstationNumber: string
  /** The code an officer's token shows now, or so many steps later. */
  codeOf(employeeId: string, stepsLater?: number): string
  /** What a user's signing token answers to a challenge now. */
  answerOf(employeeId: string, question: string): string
  stop(): Promise<void>
}

export interface DemoServiceOptions {
  readonly clockStart: Date
  /** Where the service writes its log lines. */
  readonly logFile: string
  readonly bureauDelayMs?: number
}

export function readDemoBank(): DemoBank {
  return DemoBank.parse(JSON.parse(readFileSync('assets/demo/demo-bank.json', 'utf8')))
}

/** What the service is started with on the demo's folder, here or as a process of its own. */
export function demoEnvironment(
  folder: DemoFolder,
  { clockStart, bureauDelayMs }: { clockStart: Date; bureauDelayMs: number },
) {
  return {
    CQW_MODE: 'test',
    CQW_DATA_FOLDER: folder.central,
    CQW_LISTEN_PORT: String(folder.state.port),
    CQW_TLS_CERTIFICATE_FILE: folder.certificateFile,
    CQW_TLS_KEY_FILE: folder.keyFile,
    CQW_CLOCK_START: clockStart.toISOString(),
    CQW_BUREAU_DELAY_MS: String(bureauDelayMs),
  }
}

/** Starts the service on the demo's folder and writes the policy file that the client reads. */
export async function startDemoService(
  folder: DemoFolder,
  { clockStart, logFile, bureauDelayMs = 0 }: DemoServiceOptions,
): Promise<DemoService> {
  const bank = readDemoBank()
  const settings = readSettings(demoEnvironment(folder, { clockStart, bureauDelayMs }))
  const logger = createLogger('info', pino.destination({ dest: logFile, append: true, sync: true }))
  const instance = await startService(settings, { logger, version: '0.1.0' })
  const { database, services, clock } = instance
  await seedDemo(database, await openKeyRing(foldersOf(settings).keyFile), {
    bank,
    secrets: folder.state.secrets,
    now: clock(),
    policy: demoPolicy,
  })

  const administration = createDemoAdministration(database, services)
  const workstationNumber = `JJH-${String((await administration.list()).length + 1).padStart(3, '0')}`
  const enrolmentCode = await administration.issueCode(demoOutlet, workstationNumber)
  const policy = { serviceUrl: instance.origin, caCertificate: folder.state.authority, enrolmentCode }
  writeFileSync(folder.policyFile, JSON.stringify(policy), { mode: 0o600 })

  const timer = setInterval(
    () => void approvePending({ administration, bank, clock, workstationNumber }).catch(() => undefined),
    approveEveryMs,
  )
  return {
    instance,
    administration,
    bank,
    workstationNumber,
    codeOf: (employeeId, stepsLater = 0) => {
      const seed = Buffer.from(folder.state.secrets[employeeId]?.seed ?? '', 'hex')
      const step = timeStep(clock().getTime() / 1000, 30) + BigInt(stepsLater)
      return oneTimePassword(seed, step, { profile: 'totp-sha1', digits: 6 })
    },
    answerOf: (employeeId, question) => {
      const key = Buffer.from(folder.state.secrets[employeeId]?.signingSeed ?? '', 'hex')
      const suite = parseOcraSuite(demoSigningSuite)
      return ocraResponse(key, suite, { challenge: question, timeStep: timeStep(clock().getTime() / 1000, 60) })
    },
    async stop() {
      clearInterval(timer)
      folder.saveShown(clock())
      await instance.stop()
    },
  }
}

/** As an administrator would: the demo's own workstation serves everybody, of whatever institution and role. */
async function approvePending({ administration, bank, clock, workstationNumber }: Approval): Promise<void> {
  const pending = await administration.list('pending')
  if (!pending.some(({ number }) => number === workstationNumber)) return
  await administration.approve(workstationNumber, demoAddresses)
  const endsAt = new Date(clock().getTime() + assignmentMs)
  const strangers = bank.users.filter(({ institution }) => institution !== demoOutlet)
  for (const { employeeId } of strangers) await administration.assign(workstationNumber, { employeeId, endsAt })
}

interface Approval {
  readonly administration: DemoAdministration
  readonly bank: DemoBank
  readonly clock: Clock
  readonly workstationNumber: string
}
