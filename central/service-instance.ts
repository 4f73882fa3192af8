/** One running instance of the service: composed, started, stopped in order. The command and the tests both start it. */

import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { createPublications } from '#central/audit/publications.ts'
import { startSequencer } from '#central/audit/sequencer.ts'
import { runSequencer, type SequencerLoop } from '#central/audit/sequencer-loop.ts'
import { type Clock, clockStartedAt } from '#central/clock.ts'
import { type Database, openDatabase } from '#central/database/database.ts'
import { startEmbeddedPostgres } from '#central/database/embedded-postgres.ts'
import { migrate } from '#central/database/migrate.ts'
import { openKeyRing } from '#central/keys/key-ring.ts'
import { buildApp } from './app.ts'
import { openBureau } from './open-bureau.ts'
import { createServices, type Services } from './services.ts'
import { buildRuleOf, foldersOf, readS3Place, readSignerAuthorities, readTlsFiles, type Settings } from './settings.ts'

const housekeepingMs = 30_000
/** Older than any request still under way. */
const lostAfterMs = 90_000

export interface ServiceInstance {
  readonly origin: string
  readonly databaseUrl: string
  readonly database: Database
  readonly services: Services
  readonly clock: Clock
  /** Stops giving places to log entries; for tests of what happens then. */
  stopSequencer(): Promise<void>
  /** Ends requests under way, then everything else; the embedded database last. */
  stop(): Promise<void>
}

export async function startService(
  settings: Settings,
  { logger, version }: { logger: Logger; version: string },
): Promise<ServiceInstance> {
  const folders = foldersOf(settings)
  const clock = settings.CQW_CLOCK_START ? clockStartedAt(new Date(settings.CQW_CLOCK_START)) : () => new Date()
  const keys = await openKeyRing(folders.keyFile)
  const postgres = settings.CQW_DATABASE_URL ? undefined : await startEmbeddedPostgres(folders.postgres)
  const databaseUrl = settings.CQW_DATABASE_URL ?? postgres?.url('postgres') ?? ''
  const migrations = await migrate(databaseUrl)
  logger.info({ event: 'database-ready', migrations: migrations.length, isAdopted: postgres?.isAdopted ?? false })

  const database = openDatabase(databaseUrl)
  const publications = createPublications()
  const log = { origin: settings.CQW_LOG_ORIGIN, privateKey: keys.logPrivateKey, publicKey: keys.logPublicKey }
  const monotonicMs = () => performance.now()
  const bureau = await openBureau(settings, { monotonicMs, logger })
  const tls = await readTlsFiles(settings)
  let origin = settings.CQW_PUBLIC_ORIGIN ?? `https://${settings.CQW_LISTEN_HOST}:${settings.CQW_LISTEN_PORT}`
  const services = createServices({
    database,
    keys,
    log,
    publications,
    bureau,
    reconciliationTime: settings.CQW_RECONCILIATION_TIME,
    scanFolder: folders.scans,
    s3: await readS3Place(settings),
    signerAuthorities: await readSignerAuthorities(settings),
    exportFolder: folders.auditExports,
    logger,
    builds: buildRuleOf(settings),
    clock,
    monotonicMs,
    version,
    certificate: tls,
    origin: () => origin,
  })
  let sequencer: SequencerLoop | undefined
  if (settings.CQW_SEQUENCER === 'on') {
    sequencer = runSequencer(() => startSequencer(database, log, clock), publications.published, logger)
    publications.attach(sequencer)
  }

  const stopListening = await services.events.start()

  // Whatever was allowed before a crash gets its answer before anybody asks anew.
  // With a database of its own no other instance can be in the middle of one.
  await services.queries.reconcile(postgres ? 0 : lostAfterMs)
  void services.exportRunner.run()
  const trustedProxies = settings.CQW_TRUSTED_PROXIES.split(',').filter(Boolean)
  const app = buildApp(services, { publicOrigin: () => origin, tls, trustedProxies, logger })
  await app.listen({ host: settings.CQW_LISTEN_HOST, port: settings.CQW_LISTEN_PORT })
  const { port } = app.server.address() as AddressInfo
  if (!settings.CQW_PUBLIC_ORIGIN) origin = `https://${settings.CQW_LISTEN_HOST}:${port}`
  logger.info({ event: 'listening', port, version })

  if (settings.CQW_MODE === 'production' && settings.CQW_ALLOWED_BUILDS === '')
    logger.warn({ event: 'no-client-build-allowed' })

  const housekeeping = setInterval(() => void keepHouse(services, logger), housekeepingMs)
  return {
    origin,
    databaseUrl,
    database,
    services,
    clock,
    stopSequencer: async () => sequencer?.stop(),
    async stop() {
      clearInterval(housekeeping)
      await app.close()
      await stopListening()
      await services.exportRunner.stop()
      await services.scanInspector.stop()
      await sequencer?.stop()
      await bureau.close()
      await database.end({ timeout: 5 })
      await postgres?.stop()
      logger.info({ event: 'stopped' })
    },
  }
}

/** One after the other; one that fails keeps none of the others from its turn. */
async function keepHouse(services: Services, logger: Logger): Promise<void> {
  const jobs: Readonly<Record<string, () => Promise<unknown>>> = {
    proofs: () => services.proofs.forgetOldProofs(),
    challenges: () => services.signatures.forgetOldChallenges(),
    queries: () => services.queries.reconcile(lostAfterMs),
    reconciliation: () => services.reconciliation.runDue(),
    retention: () => services.retention.runDue(),
    watching: () => services.watching.runDue(),
    suspensions: () => services.dueSuspensions.runDue(),
    scores: () => services.scores.runDue(),
    anomalies: () => services.anomalies.runDue(),
    exports: () => services.exportRunner.expire(),
    routines: () => services.watching.runDueRoutines(),
  }
  for (const [job, run] of Object.entries(jobs)) {
    try {
      await run()
    } catch (error) {
      logger.error({ event: 'housekeeping-failed', job, err: error })
    }
  }
  void services.exportRunner.run()
}
