/** Another PC of the branch: a keyring, a profile and a screen of its own, and no enrolment code in its policy. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { clientStart } from '#scripts/demo/client-window.ts'
import { aPerson, type Person } from '#scripts/demo/person.ts'
import { openStage, type Stage } from '#scripts/demo/stage.ts'
import { startDesktopSession } from '#scripts/desktop-session.ts'
import type { Branch } from '#test/support/branch.ts'

export interface SecondPc {
  readonly stage: Stage
  readonly person: Person
  readonly desktopEnv: NodeJS.ProcessEnv
  /** Where its client keeps what it keeps. */
  readonly profile: string
  /** Pulls the network cable out of the running client, or plugs it in again. */
  setLine(isUp: boolean): Promise<void>
  close(): Promise<void>
}

export async function openSecondPc({ folder, service }: Branch, root: string): Promise<SecondPc> {
  const desktop = join(root, 'desktop')
  const profile = join(root, 'client')
  const policyFile = join(root, 'policy.json')
  for (const path of [desktop, profile]) mkdirSync(path, { recursive: true, mode: 0o700 })
  const policy = { serviceUrl: service().instance.origin, caCertificate: folder.state.authority }
  writeFileSync(policyFile, JSON.stringify(policy), { mode: 0o600 })
  const session = await startDesktopSession({ folder: desktop, headless: true })
  const stage = await openStage(
    clientStart({ ...folder, client: profile, policyFile }, session.env),
    join(root, 'pictures'),
  )
  return {
    stage,
    person: aPerson(stage, session.env, 'zh-CN'),
    desktopEnv: session.env,
    profile,
    setLine: (isUp) => stage.program.evaluate(setLine, isUp),
    async close() {
      await stage.close()
      await session.stop()
    },
  }
}

/** Runs in the client's main process: no request gets as far as a socket. */
function setLine(_electron: unknown, isUp: boolean): void {
  const { Agent } = process.mainModule?.require('node:http') ?? {}
  const kept = globalThis as unknown as { line?: unknown }
  kept.line ??= Agent.prototype.addRequest
  Agent.prototype.addRequest = isUp
    ? kept.line
    : (request: { destroy(error: Error): void }) =>
        request.destroy(Object.assign(new Error('The cable is out.'), { code: 'ENETUNREACH' }))
}
