import { isAcceptableKey } from '#contract/rules/ed25519-strictness.ts'
import { fromHex, type Judgement, judgeCases, judgeVectors } from '#test/support/log-vectors.ts'
import type { MerkleCases } from '#test/support/published-cases.ts'
import { notePrimitives } from '#verifier/note-primitives.ts'

/** Key and signature of the neutral element: the equation holds for every message. */
const neutral = fromHex(`01${'00'.repeat(31)}`)
const signature = Uint8Array.of(...neutral, ...new Uint8Array(32))

export interface VectorAnswer {
  readonly vectors: Judgement[]
  readonly cases: Judgement[]
  readonly neutralKey: { readonly isTakenByPlatform: boolean; readonly isTakenByUs: boolean }
}

/** The same judgement as in Node, with the client's primitives; called inside Electron. */
export function run(cases: MerkleCases | null): VectorAnswer {
  return {
    vectors: judgeVectors(notePrimitives),
    cases: cases ? judgeCases(notePrimitives, cases) : [],
    neutralKey: {
      isTakenByPlatform: notePrimitives.isSignedBy(neutral, Uint8Array.of(1, 2, 3), signature),
      isTakenByUs: isAcceptableKey(neutral),
    },
  }
}
