/** What is counted of one officer over days: M08, M10, M23, M24, M25, M27. */

import * as z from 'zod'
import { Day } from '#contract/values.ts'
import { countedRule } from './finding.ts'

const Count = z.int().min(0)
const Share = z.number().min(0).max(1)

export const restartedRule = countedRule({
  rule: 'M08',
  /** The user's state as last seen, and as it is. */
  facts: z.strictObject({
    before: z.enum(['active', 'suspended', 'stopped']),
    after: z.enum(['active', 'suspended', 'stopped']),
  }),
  judge({ before, after }) {
    if (after !== 'active' || before === 'active') return undefined
    return { rule: 'M08', what: 'user-restarted', facts: { before } }
  },
})

export const noRecordRule = countedRule({
  rule: 'M10',
  /** A query for a loan or card, and what the loan systems say of its application since. */
  facts: z.strictObject({
    askedOn: Day,
    days: Count,
    application: z.enum(['open', 'settled', 'withdrawn', 'unknown']),
    hasContract: z.boolean(),
  }),
  judge({ askedOn, days, application, hasContract }, { recordDays }) {
    // An application that was turned down or taken back explains itself.
    const isExplained = hasContract || application === 'withdrawn' || application === 'settled'
    if (isExplained || days < recordDays) return undefined
    return { rule: 'M10', what: 'no-record', facts: { askedOn, days } }
  },
})

/** Fewer peers than this say nothing about what is usual; their shares differ by at least this much by chance. */
const fewestPeers = 5
const leastDeviation = 0.03

export const purposeDriftRule = countedRule({
  rule: 'M23',
  /** The share of one purpose in the user's queries, and mean and standard deviation of his peers' shares. */
  facts: z.strictObject({
    purpose: z.string().max(4),
    queries: Count,
    share: Share,
    peers: Count,
    peersMean: Share,
    peersDeviation: Share,
  }),
  judge({ purpose, queries, share, peers, peersMean, peersDeviation }, { purposeFrom, purposeSigma }) {
    if (queries < purposeFrom || peers < fewestPeers) return undefined
    // What the user's own few queries vary by chance comes on top of how his peers differ.
    const byChance = (peersMean * (1 - peersMean)) / Math.max(1, queries)
    const deviation = Math.sqrt(Math.max(peersDeviation, leastDeviation) ** 2 + byChance)
    if (share <= peersMean + purposeSigma * deviation) return undefined
    const [percent, peersPercent] = [share, peersMean].map((part) => Math.round(part * 100))
    return {
      rule: 'M23',
      what: 'purpose-drift',
      facts: { purpose, percent: percent ?? 0, peersPercent: peersPercent ?? 0 },
    }
  },
})

export const lowUseRule = countedRule({
  rule: 'M24',
  /** Queries over the working days of the last months. */
  facts: z.strictObject({ queries: Count, workingDays: Count }),
  judge({ queries, workingDays }, { lowUsePerDay, lowUseMonths: months }) {
    if (workingDays === 0 || queries >= lowUsePerDay * workingDays) return undefined
    const perDay = Math.round((queries * 10) / workingDays) / 10
    return { rule: 'M24', what: 'low-use', facts: { perDay, months } }
  },
})

export const viewedOftenRule = countedRule({
  rule: 'M25',
  /** Openings of one report on one day. */
  facts: z.strictObject({ day: Day, views: Count }),
  judge({ day, views }, { viewsPerDay }) {
    if (views <= viewsPerDay) return undefined
    return { rule: 'M25', what: 'viewed-often', facts: { day, views } }
  },
})

export const leavingRule = countedRule({
  rule: 'M27',
  /** Queries in the days before somebody left or moved, and in as many days before those. */
  facts: z.strictObject({ leftOn: Day, recent: Count, before: Count }),
  judge({ leftOn, recent, before }, { leavingDays: days, leavingFactor, leavingFrom }) {
    if (recent < leavingFrom || recent <= leavingFactor * before) return undefined
    return { rule: 'M27', what: 'surge-before-leaving', facts: { leftOn, recent, before, days } }
  },
})
