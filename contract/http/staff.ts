import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { FeedContent, StaffFeedPlan } from '#contract/staff-feed.ts'
import { Sha256Hex } from '#contract/values.ts'

/** A file of eight MiB in base64, and the rest of the body. */
export const feedBodyBytes = 12 * 1024 * 1024

/** Says what an import of this file would change, and changes nothing. */
export const postStaffFeedTrial = {
  method: 'POST',
  url: '/staff-feed/trial',
  access: 'session',
  roles: ['head-office-administrator'],
  bodyLimitBytes: feedBodyBytes,
  schema: { body: z.strictObject({ content: FeedContent }), response: { 200: StaffFeedPlan } },
} as const satisfies Endpoint

/** Carries out what the trial said; refused when it would no longer be the same. */
export const postStaffFeed = {
  method: 'POST',
  url: '/staff-feed',
  access: 'session',
  roles: ['head-office-administrator'],
  bodyLimitBytes: feedBodyBytes,
  schema: {
    body: z.strictObject({ content: FeedContent, planHash: Sha256Hex }),
    response: { 200: z.strictObject({ applied: z.int().min(0) }) },
  },
} as const satisfies Endpoint
