import * as z from 'zod'
import { maxScansPerConsent } from '#contract/consent.ts'
import {
  getCheckerStatistics,
  getItemChecks,
  getItemPage,
  getReturnedItems,
  postItemTake,
  postItemVerdict,
  postNextItems,
} from '#contract/http/item-check.ts'
import { channel, Nothing } from '#contract/ipc/channel.ts'
import { relay } from '#contract/ipc/relay.ts'
import { ItemCheckId } from '#contract/item-check.ts'

export const takeNextItems = relay('app:item-check:take-next', postNextItems)
export const takeItem = relay('app:item-check:take', postItemTake)
export const readItemPage = relay('app:item-check:read-page', getItemPage)
export const decideItem = relay('app:item-check:decide', postItemVerdict)
export const listItemChecks = relay('app:item-check:list', getItemChecks)
export const listCheckerStatistics = relay('app:item-check:list-statistics', getCheckerStatistics)
export const listReturnedItems = relay('app:item-check:list-returned', getReturnedItems)

/** Uploads the chosen scans and adds them to a consent that came back. */
export const completeItem = channel('app:item-check:complete', {
  roles: ['app'],
  input: z.strictObject({ id: ItemCheckId, handles: z.array(z.uuid()).min(1).max(maxScansPerConsent) }),
  output: Nothing,
})
