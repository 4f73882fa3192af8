import { getMonitoringRules, postRuleDryRun } from '#contract/http/monitoring.ts'
import { relay } from '#contract/ipc/relay.ts'

export const readMonitoringRules = relay('app:monitoring:read-rules', getMonitoringRules)
export const tryMonitoringRule = relay('app:monitoring:try-rule', postRuleDryRun)
