import { getCiphers, getHashes } from 'node:crypto'
import { judgeCodes } from '#test/support/code-vectors.ts'
import type { Judgement } from '#test/support/log-vectors.ts'

export interface CodeAnswer {
  readonly judged: Judgement[]
  /** Whether the platform has the national algorithms itself. */
  readonly hasSm: boolean
}

/** Called inside Electron. */
export function run(): CodeAnswer {
  return { judged: judgeCodes(), hasSm: getHashes().includes('sm3') && getCiphers().includes('sm4-ecb') }
}
