import {
  getReconciliationDays,
  getReconciliationDifferences,
  postReconciliation,
  postResolution,
} from '#contract/http/reconciliation.ts'
import { relay } from '#contract/ipc/relay.ts'

export const listReconciliationDays = relay('app:reconciliation:list-days', getReconciliationDays)
export const listDifferences = relay('app:reconciliation:list-differences', getReconciliationDifferences)
export const compareDay = relay('app:reconciliation:compare-day', postReconciliation)
export const resolveDifference = relay('app:reconciliation:resolve', postResolution)
