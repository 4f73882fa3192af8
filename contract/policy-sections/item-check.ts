import * as z from 'zod'

export const ItemCheckPolicy = z.strictObject({
  /** Working days within which a consent is checked; then the level above sees it. */
  dueWorkingDays: z.int().min(1).max(30),
  /** Working days within which the officer completes what came back. */
  completionWorkingDays: z.int().min(1).max(30),
  /** Share of what was accepted that is checked again one level up. */
  samplePercent: z.int().min(0).max(100),
  /** How long an item stays with a checker who does nothing with it. */
  holdMinutes: z.int().min(1).max(120),
  /** A decision below this is a fast one … */
  fastSeconds: z.int().min(1).max(600),
  /** … and a checker with so large a share of them is pointed out. */
  fastPercent: z.int().min(1).max(100),
})
export type ItemCheckPolicy = z.output<typeof ItemCheckPolicy>

export const defaultItemCheckPolicy: ItemCheckPolicy = {
  dueWorkingDays: 3,
  completionWorkingDays: 2,
  samplePercent: 5,
  holdMinutes: 15,
  fastSeconds: 3,
  fastPercent: 20,
}
