import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { verifyLog } from '#central/audit/verify-log.ts'
import { openDatabase } from '#central/database/database.ts'
import { openKeyRing } from '#central/keys/key-ring.ts'
import { foldersOf } from '#central/settings.ts'
import { logVerifierKey } from '#verifier/note-primitives.ts'
import { databaseOf } from './database-options.ts'
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
  const key = options.key ?? (await keyOf(options))
  const { url, release } = await databaseOf(options)
  const database = openDatabase(url, { connections: 2 })
  try {
    const { problems, isIntact, entries, checkpoints, pending } = await verifyLog(database, key)
    for (const problem of problems) output.reason(problem)
    const word = isIntact ? 'intact' : 'NOT INTACT'
    output.result(`${word}: ${entries} entries, ${checkpoints} checkpoints, ${pending} waiting`)
    return isIntact
  } finally {
    await database.end({ timeout: 5 })
    await release()
  }
}

async function keyOf({ data, origin }: VerifyOptions): Promise<string> {
  const { keyFile } = foldersOf({ CQW_DATA_FOLDER: data })
  if (!existsSync(keyFile)) throw new BadInput(`There is no key file below ${data}; give --data or --key.`)
  return logVerifierKey(origin, (await openKeyRing(keyFile)).logPublicKey)
}
