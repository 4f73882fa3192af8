/** How the service is set up: environment variables, checked once at the start. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { type BuildRule, everyBuild, parseVersion } from './identity/judge-build.ts'

const Settings = z
  .object({
    CQW_MODE: z.enum(['production', 'test']).default('production'),
    /** Keys, scans, the simulated bureau and the embedded database lie here. */
    CQW_DATA_FOLDER: z.string().min(1),
    /** The bank's PostgreSQL; without it the embedded one is used. */
    CQW_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    CQW_LISTEN_HOST: z.string().default('127.0.0.1'),
    CQW_LISTEN_PORT: z.coerce.number().int().min(0).max(65_535).default(8443),
    /** Origin that workstations use; proofs name it. Default: the listening address. */
    CQW_PUBLIC_ORIGIN: z
      .url({ protocol: /^https$/ })
      .transform((url) => new URL(url).origin)
      .optional(),
    CQW_TLS_CERTIFICATE_FILE: z.string().min(1),
    CQW_TLS_KEY_FILE: z.string().min(1),
    /** Proxies whose word about the address is taken: CIDR list, commas between. */
    CQW_TRUSTED_PROXIES: z.string().default(''),
    /** Ids of the client builds that may log in, commas between, as `npm run package` prints them; in test mode also `any`. */
    CQW_ALLOWED_BUILDS: z.string().default(''),
    /** Oldest version of the client that may log in. */
    CQW_MINIMUM_CLIENT_VERSION: z
      .string()
      .refine((text) => parseVersion(text) !== undefined)
      .default(everyBuild.minimumVersion),
    CQW_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    CQW_LOG_ORIGIN: z
      .string()
      .regex(/^[a-z0-9.-]+(\/[a-z0-9.-]+)*$/)
      .default('cqw.example/log'),
    /** Where the clock stands at the start; it runs on from there. Test mode only. */
    CQW_CLOCK_START: z.iso.datetime({ offset: true }).optional(),
    /** `off` leaves sequencing to other instances. */
    CQW_SEQUENCER: z.enum(['on', 'off']).default('on'),
    /** How long the simulated bureau takes. Test mode only. */
    CQW_BUREAU_DELAY_MS: z.coerce.number().int().min(0).max(60_000).default(0),
    /** The bureau's HTTPS interface; without it the simulated bureau answers. The three files belong to it. */
    CQW_BUREAU_URL: z
      .url({ protocol: /^https$/ })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    /** The only authority whose certificates the bureau may show, PEM. */
    CQW_BUREAU_CA_FILE: z.string().min(1).optional(),
    CQW_BUREAU_CERTIFICATE_FILE: z.string().min(1).optional(),
    CQW_BUREAU_KEY_FILE: z.string().min(1).optional(),
    /** Origin of an S3 store for scans (SeaweedFS, MinIO, …); without it they lie in the data folder. The four belong to it. */
    CQW_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
    CQW_S3_BUCKET: z.string().min(3).max(63).optional(),
    CQW_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
    CQW_S3_SECRET_FILE: z.string().min(1).optional(),
    CQW_S3_REGION: z.string().min(1).default('us-east-1'),
    /** Authorities whose word about the signer of a PDF is taken, PEM; without it no signer is known. */
    CQW_SIGNER_CA_FILE: z.string().min(1).optional(),
    /** Time of day in Asia/Shanghai from which yesterday is compared with the bureau's list. */
    CQW_RECONCILIATION_TIME: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .default('06:30'),
    CQW_BUREAU_CONNECT_MS: z.coerce.number().int().min(100).max(20_000).default(5000),
    /** From the first packet to the last byte, a second try included; the workstation waits 60 s. */
    CQW_BUREAU_DEADLINE_MS: z.coerce.number().int().min(1000).max(50_000).default(30_000),
  })
  .superRefine((settings, { addIssue }) => {
    for (const path of ['CQW_S3_BUCKET', 'CQW_S3_ACCESS_KEY_ID', 'CQW_S3_SECRET_FILE'] as const) {
      if ((settings.CQW_S3_ENDPOINT === undefined) !== (settings[path] === undefined))
        addIssue({ code: 'custom', path: [path], message: 'It is set together with CQW_S3_ENDPOINT, or not at all.' })
    }
    for (const path of ['CQW_BUREAU_CA_FILE', 'CQW_BUREAU_CERTIFICATE_FILE', 'CQW_BUREAU_KEY_FILE'] as const) {
      if ((settings.CQW_BUREAU_URL === undefined) !== (settings[path] === undefined))
        addIssue({ code: 'custom', path: [path], message: 'It is set together with CQW_BUREAU_URL, or not at all.' })
    }
  })
  .refine((settings) => settings.CQW_MODE === 'test' || settings.CQW_CLOCK_START === undefined, {
    path: ['CQW_CLOCK_START'],
    message: 'A set clock is refused in production.',
  })
  .refine((settings) => settings.CQW_MODE === 'test' || settings.CQW_BUREAU_DELAY_MS === 0, {
    path: ['CQW_BUREAU_DELAY_MS'],
    message: 'A slowed bureau is refused in production.',
  })
  .refine((settings) => settings.CQW_MODE === 'test' || settings.CQW_ALLOWED_BUILDS !== 'any', {
    path: ['CQW_ALLOWED_BUILDS'],
    message: 'Any build is refused in production.',
  })
export type Settings = z.output<typeof Settings>

/** @throws {Error} Naming every variable that is missing or wrong, without its value. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const settings = Settings.safeParse(environment)
  if (settings.success) return settings.data
  const problems = settings.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Error(`The service cannot start:\n  ${problems.join('\n  ')}`)
}

/** Which client builds may log in. Where nothing is set a production service lets nobody in, a test service everybody. */
export function buildRuleOf(settings: Settings): BuildRule {
  const { CQW_MODE: mode, CQW_ALLOWED_BUILDS: builds, CQW_MINIMUM_CLIENT_VERSION: minimumVersion } = settings
  const isAny = mode === 'test' && (builds === '' || builds === 'any')
  return { allowed: isAny ? 'any' : builds.split(',').map((id) => id.trim()), minimumVersion }
}

export async function readTlsFiles(settings: Settings): Promise<{ cert: Buffer; key: Buffer }> {
  const [cert, key] = await Promise.all([
    readFile(settings.CQW_TLS_CERTIFICATE_FILE),
    readFile(settings.CQW_TLS_KEY_FILE),
  ])
  return { cert, key }
}

/** @returns Nothing where scans lie in the data folder. */
export async function readS3Place(settings: Settings) {
  const { CQW_S3_ENDPOINT: endpoint, CQW_S3_BUCKET: bucket, CQW_S3_ACCESS_KEY_ID: accessKeyId } = settings
  if (!endpoint || !bucket || !accessKeyId || !settings.CQW_S3_SECRET_FILE) return undefined
  const secretAccessKey = (await readFile(settings.CQW_S3_SECRET_FILE, 'utf8')).trim()
  return { endpoint, bucket, accessKeyId, secretAccessKey, region: settings.CQW_S3_REGION }
}

/** @returns The certificates of the file, each in PEM. */
export async function readSignerAuthorities(settings: Settings): Promise<string[]> {
  if (settings.CQW_SIGNER_CA_FILE === undefined) return []
  const text = await readFile(settings.CQW_SIGNER_CA_FILE, 'utf8')
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
}

/** Where things lie below the data folder. */
export function foldersOf({ CQW_DATA_FOLDER: data }: Pick<Settings, 'CQW_DATA_FOLDER'>) {
  return {
    keyFile: join(data, 'keys.json'),
    scans: join(data, 'scans'),
    auditExports: join(data, 'audit-exports'),
    postgres: join(data, 'postgres'),
    bureauLedger: join(data, 'simulated-bureau', 'ledger.jsonl'),
  }
}
