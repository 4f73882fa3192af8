/** A screen nobody sees (Xvfb), for windows on a machine without one. */

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type ProgramOptions, readyLine, type SessionProgram, startProgram, until } from './session-program.ts'

const SCREEN = '1600x1000x24'

/** Family of an Xauthority entry that holds for every address (`FamilyWild` in Xauth.h). */
const ANY_ADDRESS = 0xffff
const COOKIE = 'MIT-MAGIC-COOKIE-1'

export interface VirtualScreen {
  /** DISPLAY and XAUTHORITY. */
  readonly env: Readonly<Record<string, string>>
  readonly program: SessionProgram
}

/**
 * Starts an X server on a free display which only who can read the folder may use.
 *
 * @param folder Private to this user; the cookie is written into it.
 */
export async function startVirtualScreen(folder: string, given: ProgramOptions): Promise<VirtualScreen> {
  const authority = join(folder, 'Xauthority')
  writeFileSync(authority, authorityEntry(randomBytes(16)), { mode: 0o600 })
  if (given.user) chownSync(authority, given.user.uid, given.user.gid)

  const options = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-auth', authority]
  const program = startProgram(['Xvfb', ...options], given)
  const display = await readyLine(program)
  return { env: { DISPLAY: `:${display}`, XAUTHORITY: authority }, program }
}

/**
 * Starts the program that gives windows their focus: without one a window is never told that it lost the focus, was
 * minimized or maximized, and a dialog does not get the keyboard.
 */
export async function startWindowManager(options: ProgramOptions): Promise<SessionProgram> {
  const program = startProgram(['openbox', '--sm-disable'], options)
  await until(() => isManaged(options.env), program)
  return program
}

/** A window manager that is ready says on the root window how many desktops there are (EWMH). */
async function isManaged(env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    await promisify(execFile)('xdotool', ['get_num_desktops'], { env })
    return true
  } catch {
    return false
  }
}

/**
 * One entry of an Xauthority file, for every address and display: the number of the display is not known before the
 * server runs.
 *
 * @see xauth(1) and libXau's Xauth.h: family, then address, display, name and data, each with a 16-bit length.
 */
function authorityEntry(cookie: Buffer): Buffer {
  const fields = [Buffer.alloc(0), Buffer.alloc(0), Buffer.from(COOKIE), cookie]
  return Buffer.concat([uint16(ANY_ADDRESS), ...fields.flatMap((field) => [uint16(field.length), field])])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}
