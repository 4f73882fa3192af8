import {
  deleteSavedSearch,
  getLogAnomalies,
  getQueryTimeline,
  getSavedSearches,
  postLogSearch,
  postSavedSearch,
} from '#contract/http/log-search.ts'
import { relay } from '#contract/ipc/relay.ts'

export const searchLog = relay('app:log:search', postLogSearch)
export const readQueryTimeline = relay('app:log:read-query-timeline', getQueryTimeline)
export const listLogAnomalies = relay('app:log:list-anomalies', getLogAnomalies)
export const listSavedSearches = relay('app:log:list-saved-searches', getSavedSearches)
export const saveSearch = relay('app:log:save-search', postSavedSearch)
export const removeSavedSearch = relay('app:log:remove-saved-search', deleteSavedSearch)
