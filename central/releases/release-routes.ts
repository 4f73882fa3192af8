import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  deleteDutyEntry,
  getDutyRoster,
  getReleases,
  postDutyEntry,
  postRelease,
  postReleaseGrant,
  postReleaseRefusal,
} from '#contract/http/release.ts'
import type { ReleaseService } from './release-service.ts'
import type { RosterService } from './roster-service.ts'

export function releaseRoutes(app: FastifyInstance, releases: ReleaseService, roster: RosterService): void {
  serve(app, postRelease, ({ body, caller }) => releases.request(body, caller))
  serve(app, getReleases, ({ caller }) => releases.listFor(caller))
  serve(app, postReleaseGrant, ({ params, body, caller }) => releases.grant(params.id, body.signature, caller))
  serve(app, postReleaseRefusal, ({ params, body, caller }) => releases.refuse(params.id, body, caller))
  serve(app, getDutyRoster, ({ caller }) => roster.roster(caller))
  serve(app, postDutyEntry, ({ body, caller }) => roster.enter(body, caller))
  serve(app, deleteDutyEntry, ({ params, caller }) => roster.remove(params.id, caller))
}
