import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { logVerifierKey } from '#central/audit/note-primitives.ts'
import { verifyLog } from '#central/audit/verify-log.ts'
import { openDatabase } from '#central/database/database.ts'
import { startEmbeddedPostgres } from '#central/database/embedded-postgres.ts'
import { openKeyRing } from '#central/keys/key-ring.ts'
import { foldersOf } from '#central/settings.ts'
import { BadInput, type Output } from './output.ts'

interface VerifyOptions {
  readonly data: string
  readonly database?: string
  readonly key?: string
  readonly origin: string
}

/** `cqw log`: what can be done with the log on the service's own machine. */
export function logCommand(output: Output, finish: (exitCode: number) => void): Command {
  const verify = new Command('verify')
    .description('Checks the whole log against its checkpoints. Exit code 1 when anything does not fit.')
    .option('--data <folder>', 'data folder of the service', join('.demo', 'central'))
    .option('--database <url>', 'the database, when it is not the embedded one')
    .option('--key <verifier key>', "the log's key as it was pinned; without it the service's own key file is believed")
    .option('--origin <name>', 'name of the log, needed without --key', 'cqw.example/log')
    .action(async (options: VerifyOptions) => {
      finish((await verifyAt(options, output)) ? 0 : 1)
    })
  return new Command('log').description('The Merkle log.').addCommand(verify)
}

async function verifyAt(options: VerifyOptions, output: Output): Promise<boolean> {
  const { keyFile, postgres } = foldersOf({ CQW_DATA_FOLDER: options.data })
  if (!options.key && !existsSync(keyFile))
    throw new BadInput(`There is no key file below ${options.data}; give --data or --key.`)
  if (!options.database && !existsSync(postgres))
    throw new BadInput(`There is no embedded database below ${options.data}; give --data or --database.`)
  const key = options.key ?? logVerifierKey(options.origin, (await openKeyRing(keyFile)).logPublicKey)

  const server = options.database ? undefined : await startEmbeddedPostgres(postgres)
  const database = openDatabase(options.database ?? server?.url('postgres') ?? '', { connections: 2 })
  try {
    const verdict = await verifyLog(database, key)
    for (const problem of verdict.problems) output.reason(problem)
    output.result(
      `${verdict.isIntact ? 'intact' : 'NOT INTACT'}: ${verdict.entries} entries, ${verdict.checkpoints} checkpoints, ${verdict.pending} waiting`,
    )
    return verdict.isIntact
  } finally {
    await database.end({ timeout: 5 })
    // A server that a running service uses is left alone.
    if (server && !server.isAdopted) await server.stop()
  }
}
