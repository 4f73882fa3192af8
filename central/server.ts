/** Starts the head-office service: `node central/server.ts` with the settings in the environment. */

import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { createLogger } from './logger.ts'
import { startService } from './service-instance.ts'
import { readSettings } from './settings.ts'

const Package = z.object({ version: z.string() })

async function main(): Promise<void> {
  const settings = readSettings(process.env)
  const logger = createLogger(settings.CQW_LOG_LEVEL)
  const { version } = Package.parse(JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')))
  const service = await startService(settings, { logger, version })
  // A parent process that started us over IPC hears when and where we listen.
  process.send?.({ event: 'listening', origin: service.origin })

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      logger.info({ event: 'stopping', signal })
      service.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The service cannot start.'}\n`)
  process.exit(1)
})
