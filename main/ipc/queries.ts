import { getAllowance, getBusiness, getQueries, getQuery, postQuery } from '#contract/http/query.ts'
import { postReleasedQuery } from '#contract/http/release.ts'
import { askQuery, listQueries, readAllowance, readBusiness, readQuery } from '#contract/ipc/query.ts'
import { askReleasedQuery } from '#contract/ipc/release.ts'
import type { SessionService } from '#main/session/session-service.ts'
import type { Handle } from './handle.ts'

/** The bureau may take its time, and the service waits for it. */
const askTimeoutMs = 60_000

export function handleQueries(handle: Handle, session: SessionService): void {
  handle(readBusiness, ({ reference }) => session.call(getBusiness, { params: { reference } }))
  handle(readAllowance, () => session.call(getAllowance, {}))
  handle(listQueries, () => session.call(getQueries, {}))
  handle(readQuery, ({ id }) => session.call(getQuery, { params: { id } }))
  handle(askQuery, (request) => session.call(postQuery, { body: request, timeoutMs: askTimeoutMs }))
  handle(askReleasedQuery, ({ releaseId, queryId }) =>
    session.call(postReleasedQuery, { params: { id: releaseId }, body: { queryId }, timeoutMs: askTimeoutMs }),
  )
}
