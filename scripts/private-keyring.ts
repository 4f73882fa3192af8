/** A message bus and an unlocked keyring of their own, apart from those of the person who is logged in. */

import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type ProgramOptions, readyLine, type SessionProgram, startProgram, until } from './session-program.ts'

/** Opens the keyring file and protects nothing: who can read that file can read this line too. */
const PASSWORD = 'private session'

/** No service directories: on this bus nothing is started on demand that would outlive the session. */
const BUS_CONFIGURATION = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

export interface MessageBus {
  /** DBUS_SESSION_BUS_ADDRESS. */
  readonly env: Readonly<Record<string, string>>
  readonly program: SessionProgram
}

/** Starts a D-Bus session bus whose socket lies in the given folder. */
export async function startMessageBus(folder: string, options: ProgramOptions): Promise<MessageBus> {
  const configuration = join(folder, 'bus.conf')
  writeFileSync(configuration, BUS_CONFIGURATION)

  const address = `--address=unix:path=${join(folder, 'bus')}`
  const args = [`--config-file=${configuration}`, address, '--nofork', '--nopidfile', '--print-address=3']
  const program = startProgram(['dbus-daemon', ...args], options)
  return { env: { DBUS_SESSION_BUS_ADDRESS: await readyLine(program) }, program }
}

/**
 * Starts the keyring on that bus and unlocks it; its files lie in `$XDG_DATA_HOME/keyrings` and open again at the next
 * start.
 */
export async function startKeyring(options: ProgramOptions): Promise<SessionProgram> {
  const args = ['--foreground', '--unlock', '--components=secrets']
  const program = startProgram(['gnome-keyring-daemon', ...args], { ...options, input: PASSWORD })
  await until(() => isUnlocked(options), program)
  return program
}

/** @see Secret Service API, interface org.freedesktop.Secret.Collection, property Locked. */
async function isUnlocked({ env, user }: ProgramOptions): Promise<boolean> {
  const call = ['--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets/collection/login']
  const property = ['string:org.freedesktop.Secret.Collection', 'string:Locked']
  try {
    const get = 'org.freedesktop.DBus.Properties.Get'
    const { stdout } = await promisify(execFile)('dbus-send', [...call, get, ...property], {
      env,
      ...(user && { uid: user.uid, gid: user.gid }),
    })
    return stdout.includes('boolean false')
  } catch {
    // Not on the bus yet.
    return false
  }
}
