import * as z from 'zod'
import { maxScansPerConsent } from '#contract/consent.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import {
  CheckerStatistics,
  CheckItem,
  ItemCheckId,
  ItemCheckRow,
  ItemVerdict,
  ReturnedItem,
} from '#contract/item-check.ts'
import { administratorRoles } from '#contract/role.ts'
import { Sha256Hex, UploadId } from '#contract/values.ts'

const OneItem = z.strictObject({ id: ItemCheckId })
const Done = z.strictObject({})

/** Items a screen has at a time: the one that is looked at and those behind it. */
export const maxHeldItems = 10

/**
 * Hands out what is to be checked next, so that two checkers never look at the same item. `held`: what the screen still
 * has; whatever else was handed to the caller goes back into the queue.
 */
export const postNextItems = {
  method: 'POST',
  url: '/item-checks/next',
  access: 'session',
  roles: administratorRoles,
  schema: {
    body: z.strictObject({
      held: z.array(ItemCheckId).max(maxHeldItems),
      count: z.int().min(0).max(maxHeldItems),
    }),
    response: { 200: z.array(CheckItem) },
  },
} as const satisfies Endpoint

/** Hands out one item of the list. */
export const postItemTake = {
  method: 'POST',
  url: '/item-checks/:id/take',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneItem, response: { 200: CheckItem } },
} as const satisfies Endpoint

/** A page of the consent's scans as a picture (WebP), for whoever has the item. */
export const getItemPage = {
  method: 'GET',
  url: '/item-checks/:id/pages/:page',
  access: 'session',
  roles: administratorRoles,
  schema: {
    params: OneItem.extend({ page: z.coerce.number<string | number>().int().min(1).max(999) }),
    response: { 200: z.instanceof(Uint8Array) },
  },
} as const satisfies Endpoint

export const postItemVerdict = {
  method: 'POST',
  url: '/item-checks/:id/verdict',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneItem, body: ItemVerdict, response: { 200: Done } },
} as const satisfies Endpoint

/** What waits in the caller's queue, and what was decided there in the last days; the longest waiting first. */
export const getItemChecks = {
  method: 'GET',
  url: '/item-checks',
  access: 'session',
  roles: administratorRoles,
  schema: { response: { 200: z.array(ItemCheckRow) } },
} as const satisfies Endpoint

/** Checkers of the caller's subtree in the last thirty days. */
export const getCheckerStatistics = {
  method: 'GET',
  url: '/item-checks/statistics',
  access: 'session',
  roles: administratorRoles,
  schema: { response: { 200: z.array(CheckerStatistics) } },
} as const satisfies Endpoint

/** The officer's own consents that came back. */
export const getReturnedItems = {
  method: 'GET',
  url: '/item-checks/returned',
  access: 'session',
  roles: ['query-officer'],
  schema: { response: { 200: z.array(ReturnedItem) } },
} as const satisfies Endpoint

/** Adds scans to a consent that came back; it goes to a checker again. */
export const postItemCompletion = {
  method: 'POST',
  url: '/item-checks/:id/completion',
  access: 'session',
  roles: ['query-officer'],
  schema: {
    params: OneItem,
    body: z.strictObject({
      scans: z
        .array(z.strictObject({ uploadId: UploadId, sha256: Sha256Hex }))
        .min(1)
        .max(maxScansPerConsent),
    }),
    response: { 200: Done },
  },
} as const satisfies Endpoint
