/** The sentence of a finding as the screens show it. */

import { createInstance } from 'i18next'
import type { Finding } from '#central/monitoring/finding.ts'
import { explainFinding } from '#renderer/app/explain-finding.ts'
import zhMonitoring from '#renderer/locales/zh-CN/monitoring.json' with { type: 'json' }

const chinese = createInstance()
void chinese.init({
  lng: 'zh-CN',
  defaultNS: 'texts',
  ns: ['texts'],
  resources: { 'zh-CN': { texts: { monitoring: zhMonitoring } } },
  interpolation: { escapeValue: false },
  initAsync: false,
})

export function inChinese({ rule, what, facts }: Finding): string {
  return explainFinding(chinese.t, rule, { ...facts, what })
}
