/** Looking things up in the log: what happened, who did it, where. */

import * as z from 'zod'
import { LogEntry, LogEntryKind } from '#contract/log-entry.ts'
import { PersonalSubject } from '#contract/subject.ts'
import { EmployeeId, Instant } from '#contract/values.ts'

export const maxFoundEntries = 100

/** Everything that is given must hold. */
export const LogSearch = z.strictObject({
  employeeId: EmployeeId.optional(),
  workstation: z.string().trim().min(1).max(20).optional(),
  address: z.union([z.ipv4(), z.ipv6()]).optional(),
  kind: LogEntryKind.optional(),
  /** Number of a query, consent, viewing, upload or report. */
  reference: z
    .string()
    .trim()
    .regex(/^[\w-]{4,80}$/)
    .optional(),
  /** Looked up by name, ID type and ID number together; in the log a subject has no name. */
  subject: PersonalSubject.optional(),
  from: Instant.optional(),
  until: Instant.optional(),
  /** Only entries before this place; the page before ended there. */
  before: z.int().min(0).optional(),
})
export type LogSearch = z.output<typeof LogSearch>

/** An entry as its bytes say it, and its place in the log. */
export const FoundEntry = z.strictObject({ index: z.int().min(0), entry: LogEntry })
export type FoundEntry = z.output<typeof FoundEntry>

/** Newest first. `next`: where the next page begins; `null` when there is none. */
export const FoundEntries = z.strictObject({
  entries: z.array(FoundEntry).max(maxFoundEntries),
  next: z.int().min(0).nullable(),
})
export type FoundEntries = z.output<typeof FoundEntries>
