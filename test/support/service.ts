/** The real service on a database of its own, with a clock that tests set; requests come in through `inject`. */

import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '#central/app.ts'
import { createPublications } from '#central/audit/publications.ts'
import { startSequencer } from '#central/audit/sequencer.ts'
import { runSequencer, type SequencerLoop } from '#central/audit/sequencer-loop.ts'
import type { BureauAdapter } from '#central/bureau/bureau-adapter.ts'
import { createSimulatedBureau } from '#central/bureau/simulated/simulated-bureau.ts'
import type { Database } from '#central/database/database.ts'
import { createDemoAdministration, type DemoAdministration } from '#central/demo/demo-administration.ts'
import { DemoBank, type DemoSecrets } from '#central/demo/demo-bank.ts'
import { makeSecrets, seedDemo } from '#central/demo/seed-demo.ts'
import { type BuildRule, everyBuild } from '#central/identity/judge-build.ts'
import { type KeyRing, openKeyRing } from '#central/keys/key-ring.ts'
import { createLogger } from '#central/logger.ts'
import { createServices, type Services } from '#central/services.ts'
import type { LogEntry } from '#contract/log-entry.ts'
import { defaultPolicyBody, type PolicyBody } from '#contract/policy.ts'
import { makeServerCertificate } from '#scripts/certificates.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { readEntries } from '#test/support/log-entries.ts'

/** A Wednesday, 10:00 in Shanghai. */
export const aWorkingMorning = new Date('2026-11-25T10:00:00+08:00')

export const demoBank = DemoBank.parse(JSON.parse(readFileSync('assets/demo/demo-bank.json', 'utf8')))

export interface TestService {
  readonly app: FastifyInstance
  readonly database: Database
  readonly databaseUrl: string
  readonly services: Services
  /** IT and head office of the demo bank, as if at their screens. */
  readonly administration: DemoAdministration
  readonly keys: KeyRing
  readonly secrets: DemoSecrets
  readonly origin: string
  /** The authority behind the service's certificate, PEM. */
  readonly authority: string
  readonly ledgerFile: string
  readonly scanFolder: string
  readonly logLines: string[]
  now(): Date
  /** Sets the service's clock. */
  travelTo(moment: Date): void
  entries(): Promise<LogEntry[]>
  stopSequencer(): Promise<void>
  stop(): Promise<void>
}

export interface TestServiceOptions {
  readonly trustedProxies?: readonly string[]
  /** Size of the database pool. */
  readonly connections?: number
  /** How far the clock moves on each time the service looks at it. */
  readonly clockStepMs?: number
  readonly builds?: BuildRule
  readonly policy?: PolicyBody
  /** Puts something between the service and its bureau. */
  readonly bureau?: (simulated: BureauAdapter) => BureauAdapter
}

/**
 * The default policy for tests, whose clock stands still and who ask about the same person again and again: without the
 * limits on how fast and how often.
 */
const unhurriedPolicy: PolicyBody = {
  ...defaultPolicyBody,
  query: {
    ...defaultPolicyBody.query,
    perMinute: 1_000_000,
    manyPerHour: 1_000_000,
    blockedPerHour: 1_000_000,
    sameSubjectPerDay: 1_000_000,
    sameSubjectAtInstitutionPer30Days: 1_000_000,
    batchWarning: 1_000_000,
    batchBlock: 1_000_000,
  },
}

const origin = 'https://service.test:8443'
let certificate: ReturnType<typeof makeServerCertificate> | undefined

export async function startTestService({
  trustedProxies = [],
  connections = 12,
  clockStepMs = 0,
  policy = unhurriedPolicy,
  bureau = (simulated) => simulated,
  builds = everyBuild,
}: TestServiceOptions = {}): Promise<TestService> {
  let now = aWorkingMorning
  const clock = () => {
    now = new Date(now.getTime() + clockStepMs)
    return now
  }
  const folder = await mkdtemp(join(tmpdir(), 'cqw-test-service-'))
  const cloned = await cloneDatabase({ connections })
  const { database } = cloned
  const keys = await openKeyRing(join(folder, 'keys.json'))
  const log = { origin: 'cqw.example/log', privateKey: keys.logPrivateKey, publicKey: keys.logPublicKey }
  const publications = createPublications()
  const ledgerFile = join(folder, 'bureau', 'ledger.jsonl')
  const simulated = await createSimulatedBureau({ ledgerFile })
  const logLines: string[] = []
  const logger = createLogger('info', { write: (line) => void logLines.push(line) })
  certificate ??= makeServerCertificate({ dns: ['service.test'], ip: ['127.0.0.1'] }, now)
  const { certificate: cert, privateKey: key, authority } = await certificate
  const tls = { cert: Buffer.from(cert), key: Buffer.from(key) }
  const services = createServices({
    database,
    keys,
    log,
    publications,
    bureau: bureau(simulated),
    reconciliationTime: '06:30',
    scanFolder: join(folder, 'scans'),
    exportFolder: join(folder, 'audit-exports'),
    logger,
    builds,
    clock,
    monotonicMs: () => performance.now(),
    version: '0.0.0-test',
    certificate: tls,
    origin: () => origin,
  })
  const sequencer: SequencerLoop = runSequencer(
    () => startSequencer(database, log, clock),
    publications.published,
    logger,
  )
  publications.attach(sequencer)

  const stopListening = await services.events.start()
  const secrets = makeSecrets(demoBank)
  await seedDemo(database, keys, { bank: demoBank, secrets, now })
  const effectiveFrom = new Date('2026-01-01T00:00:00Z')
  await database`insert into policy (version, effective_from, body) values (1, ${effectiveFrom}, ${database.json(policy)})`
  const app = buildApp(services, { publicOrigin: () => origin, tls, trustedProxies, logger })
  await app.ready()

  return {
    app,
    database,
    databaseUrl: cloned.url,
    services,
    administration: createDemoAdministration(database, services),
    keys,
    secrets,
    origin,
    authority,
    ledgerFile,
    scanFolder: join(folder, 'scans'),
    logLines,
    now: () => now,
    travelTo: (moment) => {
      now = moment
    },
    entries: () => readEntries(database),
    stopSequencer: sequencer.stop,
    async stop() {
      await app.close()
      await stopListening()
      await services.exportRunner.stop()
      await services.scanInspector.stop()
      await sequencer.stop()
      await simulated.close()
      await cloned.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
