/** Whether a report may be shown where pictures of the screen can be taken, and how densely it is then marked. */

import type { CaptureFacts, CapturePolicy, CaptureRule } from '#contract/capture.ts'

export type CaptureRisk = 'unprotected' | 'remote-desktop' | 'virtual-machine'

export interface CaptureVerdict {
  readonly outcome: 'normal' | 'dense' | 'refused'
  /** Every risk there is, whether or not policy minds it. */
  readonly risks: readonly CaptureRisk[]
}

const outcomes = { allow: 'normal', dense: 'dense', refuse: 'refused' } as const
const strictness: readonly CaptureRule[] = ['allow', 'dense', 'refuse']

/** The strictest rule of all risks that are there decides. */
export function judgeCapture(facts: CaptureFacts, policy: CapturePolicy): CaptureVerdict {
  const found: [CaptureRisk, CaptureRule][] = []
  if (!facts.isProtected) found.push(['unprotected', policy.unprotected[facts.platform]])
  if (facts.isRemote) found.push(['remote-desktop', policy.remoteDesktop])
  if (facts.isVirtual) found.push(['virtual-machine', policy.virtualMachine])
  const strictest = Math.max(0, ...found.map(([, rule]) => strictness.indexOf(rule)))
  return { outcome: outcomes[strictness[strictest] ?? 'refuse'], risks: found.map(([risk]) => risk) }
}
