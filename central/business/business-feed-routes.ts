import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  deleteFeedKey,
  getBusinessFeed,
  postBusinessDelivery,
  postBusinessFeed,
  postBusinessFeedTrial,
  postFeedKey,
} from '#contract/http/business-feed.ts'
import type { BusinessFeedService } from './business-feed-service.ts'

export function businessFeedRoutes(app: FastifyInstance, feed: BusinessFeedService): void {
  serve(app, getBusinessFeed, () => feed.state())
  serve(app, postBusinessFeedTrial, ({ body }) => feed.tryFeed(body.content))
  serve(app, postBusinessFeed, ({ body, caller }) => feed.applyFeed(body.content, body.planHash, caller))
  serve(app, postBusinessDelivery, ({ body, authorization, address }) =>
    feed.deliver({ ...body, secret: bearerOf(authorization), address }),
  )
  serve(app, postFeedKey, ({ body, caller }) => feed.issueKey(body.name, caller))
  serve(app, deleteFeedKey, async ({ params, caller }) => {
    await feed.revokeKey(params.id, caller)
    return {}
  })
}

/** RFC 6750 section 2.1. */
function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer ([\w-]{43})$/.exec(authorization ?? '')?.[1]
}
