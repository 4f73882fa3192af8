import * as z from 'zod'
import {
  deleteDutyEntry,
  getDutyRoster,
  getReleases,
  postDutyEntry,
  postRelease,
  postReleaseGrant,
  postReleaseRefusal,
} from '#contract/http/release.ts'
import { channel } from '#contract/ipc/channel.ts'
import { relay } from '#contract/ipc/relay.ts'
import { Query } from '#contract/query.ts'
import { ReleaseId } from '#contract/release.ts'
import { QueryId } from '#contract/values.ts'

export const askRelease = relay('app:release:ask', postRelease)
export const listReleases = relay('app:release:list', getReleases)
export const grantRelease = relay('app:release:grant', postReleaseGrant)
export const refuseRelease = relay('app:release:refuse', postReleaseRefusal)
export const readDutyRoster = relay('app:release:read-roster', getDutyRoster)
export const addDutyEntry = relay('app:release:add-duty', postDutyEntry)
export const removeDutyEntry = relay('app:release:remove-duty', deleteDutyEntry)

/** Asks by a release; the bureau may take its time. */
export const askReleasedQuery = channel('app:query:ask-released', {
  roles: ['app'],
  input: z.strictObject({ releaseId: ReleaseId, queryId: QueryId }),
  output: Query,
})
