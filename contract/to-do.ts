/** What can wait for somebody, counted on the menu beside the place where it is done. */

import * as z from 'zod'

export const toDoKinds = [
  'applications',
  'query-stops',
  'compliance-reports',
  'workstations',
  'disputes',
  'circulars',
  'meetings',
  'library',
  'item-checks',
  'returned-items',
  'training',
  'returns',
  'incidents',
  'findings',
  'accountability',
] as const
export const ToDoKind = z.enum(toDoKinds)
export type ToDoKind = z.output<typeof ToDoKind>

/** Kinds that are none of the user's business are left out. */
export const ToDoCounts = z.partialRecord(ToDoKind, z.int().min(0))
export type ToDoCounts = z.output<typeof ToDoCounts>
