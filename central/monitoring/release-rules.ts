/** How releases are given: M28. That nobody releases his own query is decided when he tries. */

import * as z from 'zod'
import { countedRule } from './finding.ts'

const Count = z.int().min(0)

export const releasePairRule = countedRule({
  rule: 'M28',
  /** Releases of one officer in thirty days, and those of them by one approver, where others could have. */
  facts: z.strictObject({ released: Count, byOne: Count, approver: z.string().max(16), otherApprovers: Count }),
  judge({ released, byOne, approver, otherApprovers }, { releasePairFrom, releasePairPercent }) {
    if (otherApprovers === 0 || released < releasePairFrom) return undefined
    if (byOne * 100 <= released * releasePairPercent) return undefined
    const percent = Math.round((byOne * 100) / released)
    return { rule: 'M28', what: 'release-pair', facts: { released, byOne, percent, approver } }
  },
})

export const quickReleaseRule = countedRule({
  rule: 'M28',
  /** How long the approver had the request, in seconds. */
  facts: z.strictObject({ seconds: z.number().min(0), approver: z.string().max(16) }),
  judge({ seconds, approver }, { releaseSeconds }) {
    if (seconds >= releaseSeconds) return undefined
    return { rule: 'M28', what: 'release-quick', facts: { seconds: Math.floor(seconds), approver } }
  },
})

export const ownReleaseRule = countedRule({
  rule: 'M28',
  facts: z.strictObject({ officer: z.string().max(16), approver: z.string().max(16) }),
  judge({ officer, approver }) {
    return officer === approver ? { rule: 'M28', what: 'release-own', facts: { approver } } : undefined
  },
})
