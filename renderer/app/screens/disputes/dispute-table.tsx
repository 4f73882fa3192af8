import { Button, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Dispute, disputeKinds, disputeStandings } from '#contract/dispute.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { StandingTag } from './standing-tag.tsx'

interface DisputeTableProps {
  readonly disputes: readonly Dispute[]
  readonly isLoading: boolean
  readonly onOpen: (dispute: Dispute) => void
  readonly tools: ReactNode
}

export function DisputeTable({ disputes, isLoading, onOpen, tools }: DisputeTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable
      rows={disputes}
      columns={columns(t, onOpen)}
      rowKey={({ id }) => id}
      textOf={({ businessReference, subject, institution, takenBy, kind, state, standing }) =>
        [
          businessReference,
          subject?.name,
          institution.name,
          takenBy.name,
          takenBy.employeeId,
          t(`dispute.kind.${kind}`),
          t(`dispute.state.${state}`),
          t(`dispute.standingName.${standing}`),
        ].join(' ')
      }
      isLoading={isLoading}
      empty={t('dispute.empty')}
      tools={tools}
      onOpen={onOpen}
    />
  )
}

function columns(t: TFunction, onOpen: (dispute: Dispute) => void): TableColumnsType<Dispute> {
  return [
    {
      key: 'dueOn',
      title: t('dispute.dueOn'),
      width: 110,
      className: 'figure',
      render: (_, { dueOn }) => dueOn,
      sorter: (a, b) => a.dueOn.localeCompare(b.dueOn),
      defaultSortOrder: 'ascend',
    },
    {
      key: 'standing',
      title: t('dispute.clock'),
      width: 150,
      render: (_, { standing, daysLeft, escalatedTo }) => (
        <>
          <StandingTag standing={standing} daysLeft={daysLeft} />
          {standing === 'overdue' && escalatedTo && <Tag>{t('dispute.escalated', { code: escalatedTo })}</Tag>}
        </>
      ),
      filters: disputeStandings.map((value) => ({ value, text: t(`dispute.standingName.${value}`) })),
      onFilter: (value, { standing }) => standing === value,
    },
    {
      key: 'subject',
      title: t('dispute.subject'),
      render: (_, dispute) => (
        <Button type="link" className="link-cell" onClick={() => onOpen(dispute)}>
          {dispute.subject ? `${dispute.subject.name} …${dispute.subject.idNumberEnd}` : t('dispute.erased')}
        </Button>
      ),
      sorter: (a, b) => (a.subject?.name ?? '').localeCompare(b.subject?.name ?? ''),
    },
    {
      key: 'kind',
      title: t('dispute.kindTitle'),
      render: (_, { kind }) => t(`dispute.kind.${kind}`),
      filters: disputeKinds.map((value) => ({ value, text: t(`dispute.kind.${value}`) })),
      onFilter: (value, { kind }) => kind === value,
    },
    {
      key: 'reference',
      title: t('shell.business.reference'),
      className: 'figure breakable',
      render: (_, { businessReference }) => businessReference ?? '—',
    },
    {
      key: 'institution',
      title: t('dispute.institution'),
      render: (_, { institution }) => institution.name,
      sorter: (a, b) => a.institution.code.localeCompare(b.institution.code),
    },
    { key: 'takenBy', title: t('dispute.takenBy'), width: 90, render: (_, { takenBy }) => takenBy.name },
    { key: 'state', title: t('dispute.stateTitle'), width: 90, render: (_, { state }) => t(`dispute.state.${state}`) },
  ]
}
