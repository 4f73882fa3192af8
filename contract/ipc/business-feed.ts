import * as z from 'zod'
import { BusinessFeedPlan } from '#contract/business-feed.ts'
import { deleteFeedKey, getBusinessFeed, postFeedKey } from '#contract/http/business-feed.ts'
import { channel } from '#contract/ipc/channel.ts'
import { relay } from '#contract/ipc/relay.ts'
import { Sha256Hex } from '#contract/values.ts'

export const readBusinessFeed = relay('app:business-feed:read', getBusinessFeed)
export const issueFeedKey = relay('app:business-feed:issue-key', postFeedKey)
export const revokeFeedKey = relay('app:business-feed:revoke-key', deleteFeedKey)

export const tryBusinessFeed = channel('app:business-feed:try', {
  roles: ['app'],
  input: z.strictObject({ handle: z.uuid() }),
  output: BusinessFeedPlan,
})

export const applyBusinessFeed = channel('app:business-feed:apply', {
  roles: ['app'],
  input: z.strictObject({ handle: z.uuid(), planHash: Sha256Hex }),
  output: z.strictObject({ applied: z.int().min(0) }),
})
