import type { TFunction } from 'i18next'
import type { Incident, IncidentStep } from '#contract/incident.ts'
import { explainFinding } from '#renderer/app/explain-finding.ts'
import zhIncident from '#renderer/locales/zh-CN/incident.json'

type What = keyof typeof zhIncident.what

/** What exactly was noticed, in a sentence. */
export function whatOf(t: TFunction, { facts, rule }: Pick<Incident, 'facts' | 'rule'>): string {
  const { what, times } = facts
  // Somebody reported it: what it is about says more than that.
  if (what === 'reported') return t(`monitoring.rule.${rule}.name`)
  const sentence =
    typeof what === 'string' && isKnown(what) ? t(`incident.what.${what}`) : explainFinding(t, rule, facts)
  return typeof times === 'number' && times > 1 ? `${sentence} ${t('incident.times', { times })}` : sentence
}

function isKnown(what: string): what is What {
  return what in zhIncident.what
}

/** The facts of a step in words: to whom, how much. */
export function detailOf(t: TFunction, { kind, facts }: IncidentStep): string {
  const { verifier, person, category, handledBy, reviewedBy } = facts
  if (kind === 'assigned') return t('incident.detail.assigned', { verifier })
  if (kind === 'confirmed')
    return category ? t(`incident.category.${category as 'minor'}`) : t('incident.category.none')
  if (kind === 'escalated') return t('incident.detail.escalated', { handledBy, reviewedBy })
  return typeof person === 'string' ? t('incident.detail.person', { person }) : ''
}
