/** Part two of the enterprise report (信息概要): what the details add up to. */

import * as z from 'zod'
import { Day } from '#contract/values.ts'
import { Month, Wan } from './report-values.ts'

const Count = z.int().min(0)
const Tally = z.strictObject({ accounts: Count, balanceWan: Wan })
const ByClass = z.strictObject({ normal: Tally, attention: Tally, bad: Tally, total: Tally })
export type ByClass = z.output<typeof ByClass>

/** EB02A: rows of the matrix of borrowing. */
const BorrowingMatrix = z.strictObject({
  'medium-long': ByClass,
  short: ByClass,
  revolving: ByClass,
  discount: ByClass,
  total: ByClass,
})
/** EB03A. */
const GuaranteeMatrix = z.strictObject({
  acceptance: ByClass,
  'letter-of-credit': ByClass,
  guarantee: ByClass,
  other: ByClass,
  total: ByClass,
})

const Recovered = z.strictObject({ accounts: Count, balanceWan: Wan, lastOn: Day.nullable() })
const Limits = z.strictObject({ limitWan: Wan, usedWan: Wan, leftWan: Wan })

export const CorporateSummary = z.strictObject({
  /** EB01A. */
  overview: z.strictObject({
    firstCreditYear: z.string().nullable(),
    firstLiabilityYear: z.string().nullable(),
    institutions: Count,
    openInstitutions: Count,
    borrowingWan: Wan,
    recoveredWan: Wan,
    attentionWan: Wan,
    badWan: Wan,
    guaranteeWan: Wan,
    guaranteeAttentionWan: Wan,
    guaranteeBadWan: Wan,
  }),
  /** EB01B. */
  records: z.strictObject({
    nonCredit: Count,
    taxArrears: Count,
    judgments: Count,
    enforcements: Count,
    penalties: Count,
  }),
  open: z.strictObject({
    disposals: Recovered,
    advances: Recovered,
    overdue: z.strictObject({ totalWan: Wan, principalWan: Wan, interestWan: Wan }),
    matrix: BorrowingMatrix,
  }),
  /** EB02B: counts of settled accounts by their last class. */
  settled: BorrowingMatrix,
  /** EB02C: newest first. */
  history: z.array(z.strictObject({ month: Month, all: Tally, attention: Tally, bad: Tally, overdue: Tally })).max(36),
  guarantees: z.strictObject({ open: GuaranteeMatrix, settled: GuaranteeMatrix }),
  agreements: z.strictObject({ nonRevolving: Limits, revolving: Limits }),
  liabilities: z.strictObject({ borrowing: Tally, guarantee: Tally }),
})
export type CorporateSummary = z.output<typeof CorporateSummary>
