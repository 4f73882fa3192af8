import { Button, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Incident, incidentStates } from '#contract/incident.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { whatOf } from './incident-texts.ts'

interface IncidentTableProps {
  readonly incidents: readonly Incident[]
  readonly isLoading: boolean
  readonly empty: string
  readonly tools: ReactNode
  readonly onOpen: (incident: Incident) => void
}

export function IncidentTable({ incidents, isLoading, empty, tools, onOpen }: IncidentTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable
      rows={incidents}
      columns={columns(t, onOpen)}
      rowKey={({ id }) => id}
      textOf={(incident) => {
        const { rule, institutionName, institution, employeeId, name, workstation, state } = incident
        const texts = [rule, t(`monitoring.rule.${rule}.name`), whatOf(t, incident), t(`incident.state.${state}`)]
        return [...texts, institution, institutionName, employeeId, name, workstation].join(' ')
      }}
      isLoading={isLoading}
      empty={empty}
      tools={tools}
      onOpen={onOpen}
    />
  )
}

function columns(t: TFunction, onOpen: (incident: Incident) => void): TableColumnsType<Incident> {
  return [
    {
      key: 'raisedAt',
      title: t('incident.raisedAt'),
      width: 138,
      className: 'figure',
      render: (_, { raisedAt }) => shanghaiMoment(raisedAt),
      sorter: (a, b) => a.raisedAt.localeCompare(b.raisedAt),
    },
    {
      key: 'rule',
      title: t('incident.ruleTitle'),
      render: (_, incident) => <RuleCell incident={incident} onOpen={onOpen} />,
      sorter: (a, b) => a.rule.localeCompare(b.rule),
      filters: [
        { value: 'high', text: t('incident.highRisk') },
        { value: 'normal', text: t('incident.normalRisk') },
      ],
      onFilter: (value, { isHighRisk }) => (value === 'high') === isHighRisk,
    },
    {
      key: 'institution',
      title: t('incident.institution'),
      render: (_, { institutionName }) => institutionName,
      sorter: (a, b) => a.institution.localeCompare(b.institution),
    },
    {
      key: 'person',
      title: t('incident.person'),
      width: 132,
      render: (_, { name, employeeId }) => (employeeId ? `${name ?? ''} ${employeeId}` : t('incident.nobody')),
      sorter: (a, b) => (a.employeeId ?? '').localeCompare(b.employeeId ?? ''),
    },
    {
      key: 'state',
      title: t('incident.stateTitle'),
      width: 168,
      render: (_, incident) => <IncidentTags incident={incident} />,
      filters: incidentStates.map((value) => ({ value, text: t(`incident.state.${value}`) })),
      onFilter: (value, { state }) => state === value,
    },
    {
      key: 'dueAt',
      title: t('incident.dueAt'),
      width: 138,
      className: 'figure',
      render: (_, { dueAt }) => (dueAt ? shanghaiMoment(dueAt) : ''),
      sorter: (a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'),
    },
  ]
}

function RuleCell({ incident, onOpen }: { incident: Incident; onOpen: (incident: Incident) => void }) {
  const { t } = useTranslation()
  const { rule, isHighRisk, isMine } = incident
  return (
    <Button type="link" size="small" className="link-cell incident-cell" onClick={() => onOpen(incident)}>
      {isMine && (
        <span className="incident-mine" title={t('incident.mine')}>
          ●
        </span>
      )}
      {isHighRisk && <Tag color="red">{t('incident.highRisk')}</Tag>}
      <span>
        {rule.startsWith('M') ? `${rule} ` : ''}
        {whatOf(t, incident)}
      </span>
    </Button>
  )
}

export function IncidentTags({ incident: { state, outcome, isOverdue } }: { incident: Incident }) {
  const { t } = useTranslation()
  const color = outcome === 'confirmed' ? 'volcano' : outcome === null ? 'blue' : 'green'
  return (
    <span className="row row-tight">
      <Tag color={state === 'closed' ? 'default' : 'blue'}>{t(`incident.state.${state}`)}</Tag>
      {outcome && <Tag color={color}>{t(`incident.outcome.${outcome}`)}</Tag>}
      {isOverdue && <Tag color="red">{t('incident.overdue')}</Tag>}
    </span>
  )
}
