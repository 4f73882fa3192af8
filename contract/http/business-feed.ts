import * as z from 'zod'
import { BusinessFeedContent, BusinessFeedPlan, BusinessFeedState, FeedKey } from '#contract/business-feed.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { feedBodyBytes } from '#contract/http/staff.ts'
import { Sha256Hex } from '#contract/values.ts'

const roles = ['it', 'head-office-administrator'] as const

export const getBusinessFeed = {
  method: 'GET',
  url: '/business-feed',
  access: 'session',
  roles,
  schema: { response: { 200: BusinessFeedState } },
} as const satisfies Endpoint

/** Says what an import of this file would change, and changes nothing. */
export const postBusinessFeedTrial = {
  method: 'POST',
  url: '/business-feed/trial',
  access: 'session',
  roles,
  bodyLimitBytes: feedBodyBytes,
  schema: { body: z.strictObject({ content: BusinessFeedContent }), response: { 200: BusinessFeedPlan } },
} as const satisfies Endpoint

/** Carries out what the trial said; refused when it would no longer be the same. */
export const postBusinessFeed = {
  method: 'POST',
  url: '/business-feed',
  access: 'session',
  roles,
  bodyLimitBytes: feedBodyBytes,
  schema: {
    body: z.strictObject({ content: BusinessFeedContent, planHash: Sha256Hex }),
    response: { 200: z.strictObject({ applied: z.int().min(0) }) },
  },
} as const satisfies Endpoint

/** For the loan systems themselves: `Authorization: Bearer` and a key of ours. A trial changes nothing. */
export const postBusinessDelivery = {
  method: 'POST',
  url: '/business-feed/deliveries',
  access: 'anyone',
  bodyLimitBytes: feedBodyBytes,
  schema: {
    body: z.strictObject({ content: BusinessFeedContent, isTrial: z.boolean().default(false) }),
    response: { 200: BusinessFeedPlan.omit({ planHash: true }) },
  },
} as const satisfies Endpoint

export const postFeedKey = {
  method: 'POST',
  url: '/business-feed/keys',
  access: 'session',
  roles: ['it'],
  schema: {
    body: FeedKey.pick({ name: true }),
    /** The secret is shown here and nowhere else. */
    response: { 200: z.strictObject({ id: z.uuid(), secret: z.string() }) },
  },
} as const satisfies Endpoint

export const deleteFeedKey = {
  method: 'DELETE',
  url: '/business-feed/keys/:id',
  access: 'session',
  roles: ['it'],
  schema: { params: z.strictObject({ id: z.uuid() }), response: { 200: z.strictObject({}) } },
} as const satisfies Endpoint
