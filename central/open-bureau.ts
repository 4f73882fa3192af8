/** Which credit bureau the settings name. */

import { readFile } from 'node:fs/promises'
import type { BureauAdapter } from '#central/bureau/bureau-adapter.ts'
import { createHttpsBureau } from '#central/bureau/https/https-bureau.ts'
import { createSimulatedBureau } from '#central/bureau/simulated/simulated-bureau.ts'
import type { Logger } from './logger.ts'
import { foldersOf, type Settings } from './settings.ts'

const breaker = { failures: 5, openMs: 30_000 }

export async function openBureau(
  settings: Settings,
  { monotonicMs, logger }: { monotonicMs: () => number; logger: Logger },
): Promise<BureauAdapter> {
  const { CQW_BUREAU_URL: url, CQW_BUREAU_CONNECT_MS: connectMs, CQW_BUREAU_DEADLINE_MS: deadlineMs } = settings
  logger.info({ event: url === undefined ? 'bureau-simulated' : 'bureau-https' })
  if (url === undefined) {
    const ledgerFile = foldersOf(settings).bureauLedger
    return createSimulatedBureau({ ledgerFile, delayMs: settings.CQW_BUREAU_DELAY_MS })
  }
  const [authority, certificate, privateKey] = await Promise.all([
    readFile(settings.CQW_BUREAU_CA_FILE ?? ''),
    readFile(settings.CQW_BUREAU_CERTIFICATE_FILE ?? ''),
    readFile(settings.CQW_BUREAU_KEY_FILE ?? ''),
  ])
  return createHttpsBureau({ url, authority, certificate, privateKey, connectMs, deadlineMs, breaker, monotonicMs })
}
