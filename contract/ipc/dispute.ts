import * as z from 'zod'
import { DisputeId } from '#contract/dispute.ts'
import { getDisputableQueries, getDisputes, postDispute, postDisputeStep } from '#contract/http/dispute.ts'
import { channel } from '#contract/ipc/channel.ts'
import { relay } from '#contract/ipc/relay.ts'

export const listDisputes = relay('app:dispute:list', getDisputes)
export const listDisputableQueries = relay('app:dispute:list-queries', getDisputableQueries)
export const registerDispute = relay('app:dispute:register', postDispute)
export const stepDispute = relay('app:dispute:step', postDisputeStep)

/** Fetches the answer letter and writes it where the person says; `false` when the person cancelled. */
export const saveDisputeLetter = channel('app:dispute:save-letter', {
  roles: ['app'],
  input: z.strictObject({ id: DisputeId }),
  output: z.strictObject({ isSaved: z.boolean() }),
})
