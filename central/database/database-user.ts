/** PostgreSQL refuses to run as root; then it runs as an OS user of its own, which must be able to reach its files. */

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, cp, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const userName = 'cqw-postgres'
const sharedFolder = '/var/lib/credit-query-workstation'

export interface DatabaseUser {
  readonly uid: number
  readonly gid: number
}

/** The OS user to run the server as; `undefined`: as ourselves. Creates the user when we are root. */
export async function userFor(): Promise<DatabaseUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const known = await idsOf(userName)
  if (known) return known
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', userName])
  const created = await idsOf(userName)
  if (!created) throw new Error(`The OS user ${userName} for the embedded database could not be created.`)
  return created
}

/**
 * The folder itself when the database user can reach it, else its stand-in under /var/lib that he can.
 *
 * @param mode `own`: an empty folder that belongs to the user. `copy`: a read-only copy of what is in the folder.
 */
export async function reachableFolder(
  folder: string,
  user: DatabaseUser | undefined,
  mode: 'own' | 'copy' = 'own',
): Promise<string> {
  if (mode === 'own') await mkdir(folder, { recursive: true, mode: 0o700 })
  if (!user) return folder
  if (mode === 'own') await chown(folder, user.uid, user.gid)
  if (await canReach(folder, user)) return folder

  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const standIn = join(sharedFolder, `${mode}-${name}`)
  await mkdir(sharedFolder, { recursive: true, mode: 0o755 })
  if (mode === 'own') {
    await mkdir(standIn, { recursive: true, mode: 0o700 })
    await chown(standIn, user.uid, user.gid)
  } else if (!existsSync(standIn)) {
    const unfinished = `${standIn}.${process.pid}`
    await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true })
    await rename(unfinished, standIn).catch(() => rm(unfinished, { recursive: true }))
  }
  return standIn
}

async function canReach(folder: string, { uid, gid }: DatabaseUser): Promise<boolean> {
  return run('/bin/ls', ['-d', `${folder}/.`], { uid, gid, cwd: '/' }).then(
    () => true,
    () => false,
  )
}

async function idsOf(name: string): Promise<DatabaseUser | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name])))
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) }
  } catch {
    return undefined
  }
}
