/** What is counted of a whole institution: its quota (M06) and how often it asks about the same subjects (M09). */

import * as z from 'zod'
import { countedRule } from './finding.ts'

const Count = z.int().min(0)

export const quotaRule = countedRule({
  rule: 'M06',
  /** Queries of the institution in a calendar month, `YYYY-MM`. */
  facts: z.strictObject({ month: z.string().regex(/^\d{4}-\d{2}$/), asked: Count }),
  judge({ month, asked }, { quotaPerMonth: quota, quotaWarningPercent }) {
    if (asked > quota) return { rule: 'M06', what: 'quota-passed', facts: { month, asked, quota } }
    if (asked * 100 < quota * quotaWarningPercent) return undefined
    return { rule: 'M06', what: 'quota-near', facts: { month, asked, quota } }
  },
})

export const repeatedSubjectsRule = countedRule({
  rule: 'M09',
  /** Subjects of thirty days, and those of them asked about more than once. */
  facts: z.strictObject({ subjects: Count, repeated: Count }),
  judge({ subjects, repeated }, { repeatedSubjectsFrom, repeatedSubjectsPercent }) {
    if (subjects < repeatedSubjectsFrom || repeated * 100 <= subjects * repeatedSubjectsPercent) return undefined
    const percent = Math.round((repeated * 100) / subjects)
    return { rule: 'M09', what: 'subjects-repeated', facts: { subjects, repeated, percent } }
  },
})
