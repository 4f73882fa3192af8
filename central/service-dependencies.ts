/** What the composition of the service needs from outside. */

import type { Publications } from '#central/audit/publications.ts'
import type { LogIdentity } from '#central/audit/sequencer.ts'
import type { BureauAdapter } from '#central/bureau/bureau-adapter.ts'
import type { Clock } from '#central/clock.ts'
import type { S3Place } from '#central/consents/s3-scan-store.ts'
import type { Database } from '#central/database/database.ts'
import type { BuildRule } from '#central/identity/judge-build.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import type { Logger } from '#central/logger.ts'
import type { ServiceCertificate } from '#central/workstations/sign-binding-file.ts'

export interface ServiceDependencies {
  readonly database: Database
  readonly keys: KeyRing
  readonly log: LogIdentity
  readonly publications: Publications
  readonly bureau: BureauAdapter
  /** Time of day (`HH:MM`) from which yesterday is compared with the bureau's list. */
  readonly reconciliationTime: string
  readonly scanFolder: string
  /** Where scans lie instead of in the folder. */
  readonly s3?: S3Place | undefined
  /** Certificates in PEM of those whose word about the signer of a PDF is taken. */
  readonly signerAuthorities?: readonly string[]
  /** Where finished audit bundles wait to be fetched. */
  readonly exportFolder: string
  readonly logger: Logger
  /** Builds of the client that may log in. */
  readonly builds: BuildRule
  readonly clock: Clock
  readonly monotonicMs: () => number
  readonly version: string
  /** What the service shows on its connections; signs the files that carry bindings. */
  readonly certificate: ServiceCertificate
  /** The address workstations use. */
  readonly origin: () => string
}
