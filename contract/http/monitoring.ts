import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { DryRun, DryRunRequest, RuleOverview } from '#contract/monitoring.ts'
import { MonitoringRule } from '#contract/monitoring-rule.ts'

export const getMonitoringRules = {
  method: 'GET',
  url: '/monitoring/rules',
  access: 'session',
  roles: ['head-office-administrator', 'institution-administrator', 'auditor'],
  schema: { response: { 200: RuleOverview } },
} as const satisfies Endpoint

/** What a rule would have raised in the last days; nothing is changed. */
export const postRuleDryRun = {
  method: 'POST',
  url: '/monitoring/rules/:rule/dry-run',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { params: z.strictObject({ rule: MonitoringRule }), body: DryRunRequest, response: { 200: DryRun } },
} as const satisfies Endpoint
