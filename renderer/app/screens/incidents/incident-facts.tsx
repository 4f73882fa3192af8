import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import type { IncidentDetail } from '#contract/incident.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { IncidentTags } from './incident-table.tsx'
import { whatOf } from './incident-texts.ts'

export function IncidentFacts({ incident }: { incident: IncidentDetail }) {
  const { t } = useTranslation()
  const { rule, raisedAt, employeeId, name, institutionName, institution, workstation, queryId, verifier } = incident
  const { dueAt, handledBy, reviewedBy, category, facts, holders } = incident
  const nameOf = (code: string) => holders.find((level) => level.code === code)?.name ?? code
  const items = [
    { key: 'what', label: t('incident.whatTitle'), children: whatOf(t, incident), span: 2 },
    { key: 'state', label: t('incident.stateTitle'), children: <IncidentTags incident={incident} /> },
    {
      key: 'person',
      label: t('incident.person'),
      children: employeeId ? `${name ?? ''} ${employeeId}` : t('incident.nobody'),
    },
    { key: 'at', label: t('incident.raisedAt'), children: shanghaiMoment(raisedAt) },
    { key: 'place', label: t('incident.institution'), children: `${institutionName} ${institution}` },
    { key: 'due', label: t('incident.dueAt'), children: dueAt ? shanghaiMoment(dueAt) : '—' },
    { key: 'workstation', label: t('incident.workstation'), children: workstation ?? '—' },
    { key: 'verifier', label: t('incident.verifier'), children: verifier ?? '—' },
    { key: 'handledBy', label: t('incident.handledBy'), children: nameOf(handledBy) },
    { key: 'reviewedBy', label: t('incident.reviewedBy'), children: nameOf(reviewedBy) },
    { key: 'query', label: t('incident.query'), children: queryId ?? '—', span: 2 },
    ...(facts['viewId'] ? [{ key: 'mark', label: t('incident.viewId'), children: facts['viewId'], span: 2 }] : []),
    ...(category
      ? [{ key: 'category', label: t('incident.categoryTitle'), children: t(`incident.category.${category}`), span: 2 }]
      : []),
  ]
  return (
    <div>
      <p className="muted">{t(`monitoring.rule.${rule}.plain`)}</p>
      <Descriptions column={2} size="small" items={items} />
    </div>
  )
}
