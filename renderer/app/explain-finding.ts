/** What a monitoring rule saw, as a sentence: the text of its case, filled with the facts it kept. */

import type { TFunction } from 'i18next'
import type { MonitoringRule } from '#contract/monitoring-rule.ts'
import zhMonitoring from '#renderer/locales/zh-CN/monitoring.json'

type Case = keyof typeof zhMonitoring.seen
type Code = keyof typeof zhMonitoring.code

/** @param facts As an incident keeps them, with the case under `what`. A case without a sentence of its own gets the rule's. */
export function explainFinding(
  t: TFunction,
  rule: MonitoringRule,
  { what, ...facts }: Readonly<Record<string, string | number>>,
): string {
  if (typeof what !== 'string' || !isCase(what)) return t(`monitoring.rule.${rule}.plain`)
  const words = Object.entries(facts).map(([name, value]) => [
    name,
    isCode(value) ? t(`monitoring.code.${value}`) : value,
  ])
  return t(`monitoring.seen.${what}`, Object.fromEntries(words))
}

function isCase(what: string): what is Case {
  return what in zhMonitoring.seen
}

function isCode(value: string | number): value is Code {
  return typeof value === 'string' && value in zhMonitoring.code
}
