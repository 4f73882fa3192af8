/** What the demo keeps between starts: port, certificate, passwords and seeds, the time it has shown. */

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as z from 'zod'
import { freePort } from '#central/database/free-port.ts'
import { type DemoBank, DemoSecrets } from '#central/demo/demo-bank.ts'
import { makeSecrets } from '#central/demo/seed-demo.ts'
import { makeServerCertificate } from '#scripts/certificates.ts'

const State = z.strictObject({
  port: z.int(),
  authority: z.string(),
  secrets: DemoSecrets,
  /** The latest time the demo's clock has shown. */
  shown: z.iso.datetime().optional(),
})
export type DemoState = z.output<typeof State>

export interface DemoFolder {
  readonly central: string
  readonly client: string
  readonly desktop: string
  readonly policyFile: string
  readonly certificateFile: string
  readonly keyFile: string
  readonly state: DemoState
  saveShown(moment: Date): void
}

/** Opens the folder; the first time it makes what is missing. */
export async function openDemoFolder(path: string, bank: DemoBank, now: Date): Promise<DemoFolder> {
  const root = resolve(path)
  // Others may pass through: the embedded database runs as an OS user of its own when we are root.
  mkdirSync(root, { recursive: true, mode: 0o711 })
  const files = {
    stateFile: join(root, 'state.json'),
    certificateFile: join(root, 'service.pem'),
    keyFile: join(root, 'service-key.pem'),
  }
  let state = existsSync(files.stateFile)
    ? State.parse(JSON.parse(readFileSync(files.stateFile, 'utf8')))
    : await firstState(files, bank, now)
  const save = (changed: DemoState) => {
    state = changed
    writeFileSync(`${files.stateFile}.part`, JSON.stringify(state, null, 2), { mode: 0o600 })
    renameSync(`${files.stateFile}.part`, files.stateFile)
  }
  save(state)
  return {
    central: join(root, 'central'),
    client: join(root, 'client'),
    desktop: join(root, 'desktop'),
    policyFile: join(root, 'policy.json'),
    certificateFile: files.certificateFile,
    keyFile: files.keyFile,
    get state() {
      return state
    },
    saveShown: (moment) => save({ ...state, shown: moment.toISOString() }),
  }
}

async function firstState(
  files: { certificateFile: string; keyFile: string },
  bank: DemoBank,
  now: Date,
): Promise<DemoState> {
  const { authority, certificate, privateKey } = await makeServerCertificate(
    { dns: ['localhost'], ip: ['127.0.0.1'] },
    now,
  )
  writeFileSync(files.certificateFile, certificate)
  writeFileSync(files.keyFile, privateKey, { mode: 0o600 })
  return { port: await freePort(), authority, secrets: makeSecrets(bank) }
}
