/** From what was typed to the request the service understands. */

import type { Signature } from '#contract/approval.ts'
import type { SentAttachment } from '#contract/attachment.ts'
import type { DeductionCategory } from '#contract/deduction.ts'
import { type IncidentStepKind, IncidentStepRequest } from '#contract/incident.ts'

export interface StepValues {
  readonly text: string
  readonly verifier?: string
  readonly category?: DeductionCategory | 'none'
  readonly person?: string
}

/** Those that take effect on a user. */
export const signedSteps = ['frozen', 'confirmed', 'appeal-rejected', 'reversed'] as const
export type SignedStep = (typeof signedSteps)[number]

const withFiles: readonly IncidentStepKind[] = ['noted', 'leak-reported', 'reported', 'appealed']

export function needsFiles(kind: IncidentStepKind): boolean {
  return withFiles.includes(kind)
}

interface Given extends StepValues {
  readonly files: readonly SentAttachment[]
  readonly signature: Signature | undefined
}

export function requestOf(kind: IncidentStepKind, given: Given): IncidentStepRequest {
  const { text, verifier, category, person, files, signature } = given
  return IncidentStepRequest.parse({
    kind,
    text,
    ...(kind === 'assigned' && { verifier }),
    ...(kind === 'confirmed' && { category: category === 'none' ? null : category }),
    ...(kind === 'noted' && { person: person?.trim().toUpperCase() || null }),
    ...(needsFiles(kind) && { attachments: [...files] }),
    ...(signature && { signature }),
  })
}
