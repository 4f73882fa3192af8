/** What happened at a workstation without the service's doing; kept there until it stands in the log (本机日志). */

import * as z from 'zod'
import { EmployeeId, Instant } from '#contract/values.ts'

/** Never renamed once written: the log keeps them. */
export const localEventKinds = [
  'program-started',
  'program-stopped',
  'start-refused',
  'guard-refused',
  'session-locked',
  'session-unlocked',
  'window-refused',
  'key-refused',
  'menu-refused',
  'capture-attempted',
  'extraction-refused',
  'report-closed',
  'log-distrusted',
  'journal-damaged',
] as const
export const LocalEventKind = z.enum(localEventKinds)
export type LocalEventKind = z.output<typeof LocalEventKind>

/** Codes and numbers: nothing typed by a person, no path, no name. */
export const LocalFacts = z
  .record(
    z.string().regex(/^[a-z][a-zA-Z0-9]{0,29}$/),
    z.union([z.string().regex(/^[\w .:+-]{0,60}$/), z.number(), z.boolean()]),
  )
  .refine((facts) => Object.keys(facts).length <= 10)
export type LocalFacts = z.output<typeof LocalFacts>

export const LocalEvent = z.strictObject({
  /** The same event sent again is the same event. */
  id: z.uuid(),
  /** Counts up by one at each workstation: a gap shows what was taken away. */
  counter: z.int().min(1),
  kind: LocalEventKind,
  /** By the PC's clock, which may be wrong. */
  at: Instant,
  /** Who was logged in, by the PC's word. */
  employeeId: EmployeeId.nullable(),
  facts: LocalFacts,
})
export type LocalEvent = z.output<typeof LocalEvent>

export const maxEventsAtOnce = 200
