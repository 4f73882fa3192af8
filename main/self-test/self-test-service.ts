/** Gathers what IT wants to know about this PC; `judgeSelfTest` says what it means. */

import type { CaptureFacts } from '#contract/capture.ts'
import { AppError, type FailureCode } from '#contract/failure.ts'
import { getHealth, type Health } from '#contract/http/health.ts'
import { getSelfTest } from '#contract/http/self-test.ts'
import { judgeSelfTest, type SelfTestFacts } from '#contract/rules/judge-self-test.ts'
import type { SelfTestItem, SelfTestView } from '#contract/self-test.ts'
import { type HardwareFactors, hardwareFactors } from '#contract/workstation.ts'
import type { Witness } from '#main/audit/witness.ts'
import type { Enrolment } from '#main/binding/enrolment.ts'
import type { Clock } from '#main/clock.ts'
import type { ServiceClient } from '#main/service/service-client.ts'

const timeoutMs = 5000
const enrolmentLimitMs = 2000

export interface SelfTestDependencies {
  readonly service: ServiceClient
  readonly enrolment: Pick<Enrolment, 'state'>
  readonly witness: Pick<Witness, 'distrust' | 'known'>
  readonly keychain: { look(): SelfTestFacts['keychain'] }
  readonly captureFacts: () => Promise<CaptureFacts>
  readonly isSandboxed: () => boolean | undefined
  readonly describeMachine: () => Promise<{ readonly factors: HardwareFactors }>
  readonly clock: Clock
}

/** What the running program knows of itself. */
export type ProgramFacts = Pick<SelfTestFacts, 'versions' | 'isTestRuntime'>

export interface SelfTestService {
  /** Whoever asks while a test runs hears its result. */
  run(program: ProgramFacts): Promise<SelfTestItem[]>
}

export function createSelfTestService(dependencies: SelfTestDependencies): SelfTestService {
  const { service, enrolment, witness, keychain, captureFacts, isSandboxed, describeMachine, clock } = dependencies
  let running: Promise<SelfTestItem[]> | undefined

  return {
    run(program) {
      running ??= test(program).finally(() => {
        running = undefined
      })
      return running
    },
  }

  async function test(program: ProgramFacts): Promise<SelfTestItem[]> {
    const [line, status, capture, { factors }] = await Promise.all([
      askService(),
      enrolment.state(enrolmentLimitMs).then(({ status }) => status, undefinedFor),
      captureFacts(),
      describeMachine(),
    ])
    return judgeSelfTest({
      ...line,
      ...program,
      enrolment: status,
      keychain: keychain.look(),
      capture,
      isSandboxed: isSandboxed(),
      factors: hardwareFactors.filter((name) => factors[name] !== undefined),
      log: readLog(),
    })
  }

  /** The second question only when the first was answered: both would wait for the same broken line. */
  async function askService(): Promise<Pick<SelfTestFacts, 'health' | 'view' | 'clockAheadSeconds'>> {
    const health: Health | FailureCode = await service.call(getHealth, { timeoutMs }).catch(codeOf)
    if (typeof health === 'string') return { health, view: health, clockAheadSeconds: undefined }
    const askedAt = clock()
    const view: SelfTestView | FailureCode = await service.call(getSelfTest, { timeoutMs }).catch(codeOf)
    if (typeof view === 'string') return { health, view, clockAheadSeconds: undefined }
    const middle = (askedAt + clock()) / 2
    return { health, view, clockAheadSeconds: Math.round((middle - Date.parse(view.at)) / 1000) }
  }

  function readLog(): SelfTestFacts['log'] {
    try {
      return { isDistrusted: witness.distrust() !== undefined, size: witness.known()?.size }
    } catch (error) {
      // Without its keychain the PC does not know its log key.
      codeOf(error)
      return { isDistrusted: false, size: undefined }
    }
  }
}

/** Foreseen failures are findings here; a bug still flies. */
function codeOf(error: unknown): FailureCode {
  if (error instanceof AppError) return error.code
  throw error
}

function undefinedFor(error: unknown): undefined {
  codeOf(error)
}
