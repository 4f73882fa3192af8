/** Another instance of the service on the same database, as behind a load balancer, or after a restart. */

import { join } from 'node:path'
import { buildApp } from '#central/app.ts'
import { createPublications } from '#central/audit/publications.ts'
import { createSimulatedBureau } from '#central/bureau/simulated/simulated-bureau.ts'
import { openDatabase } from '#central/database/database.ts'
import { everyBuild } from '#central/identity/judge-build.ts'
import { createLogger } from '#central/logger.ts'
import { createServices } from '#central/services.ts'
import { makeServerCertificate } from '#scripts/certificates.ts'
import type { TestService } from '#test/support/service.ts'

/** Sequencing is left to the first one. */
export async function startAnotherInstance(service: TestService): Promise<TestService> {
  const { keys, now, origin, databaseUrl, scanFolder } = service
  const { certificate, privateKey } = await makeServerCertificate({ dns: ['service.test'], ip: [] }, now())
  const tls = { cert: Buffer.from(certificate), key: Buffer.from(privateKey) }
  const database = openDatabase(databaseUrl)
  const logger = createLogger('silent', { write: () => undefined })
  const bureau = await createSimulatedBureau({ ledgerFile: join(scanFolder, '..', `ledger-${Math.random()}.jsonl`) })
  const services = createServices({
    database,
    keys,
    log: { origin: 'cqw.example/log', privateKey: keys.logPrivateKey, publicKey: keys.logPublicKey },
    publications: createPublications(),
    bureau,
    reconciliationTime: '06:30',
    scanFolder,
    exportFolder: join(scanFolder, '..', 'audit-exports-2'),
    logger,
    builds: everyBuild,
    clock: now,
    monotonicMs: () => performance.now(),
    version: '0.0.0-test',
    certificate: tls,
    origin: () => origin,
  })
  const app = buildApp(services, { publicOrigin: () => origin, tls, trustedProxies: [], logger })
  await app.ready()
  return {
    ...service,
    app,
    database,
    services,
    async stop() {
      await app.close()
      await bureau.close()
      await database.end({ timeout: 5 })
    },
  }
}
