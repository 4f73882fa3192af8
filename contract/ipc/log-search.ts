import { getQueryTimeline, postLogSearch } from '#contract/http/log-search.ts'
import { relay } from '#contract/ipc/relay.ts'

export const searchLog = relay('app:log:search', postLogSearch)
export const readQueryTimeline = relay('app:log:read-query-timeline', getQueryTimeline)
