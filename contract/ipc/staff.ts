import * as z from 'zod'
import { channel } from '#contract/ipc/channel.ts'
import { StaffFeedPlan } from '#contract/staff-feed.ts'
import { Sha256Hex } from '#contract/values.ts'

export const tryStaffFeed = channel('app:staff:try-feed', {
  roles: ['app'],
  input: z.strictObject({ handle: z.uuid() }),
  output: StaffFeedPlan,
})

export const applyStaffFeed = channel('app:staff:apply-feed', {
  roles: ['app'],
  input: z.strictObject({ handle: z.uuid(), planHash: Sha256Hex }),
  output: z.strictObject({ applied: z.int().min(0) }),
})
