import type { TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { corporatePurposes, personalPurposes } from '#contract/purpose.ts'
import { type Query, queryStates } from '#contract/query.ts'
import { BlockReasonList } from '#renderer/app/components/block-reason-list.tsx'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { QueryStateTag } from '#renderer/app/components/query-state-tag.tsx'
import { shanghaiDay, shanghaiMoment, shanghaiTimeOfDay } from '#renderer/shanghai-time.ts'
import { ReportAction, type ReportActionProps } from './report-action.tsx'

interface QueryTableProps extends Pick<ReportActionProps, 'now' | 'openingId' | 'onOpen' | 'onUseRelease'> {
  readonly queries: readonly Query[]
  readonly isLoading: boolean
}

/** Height of everything else on the screen at the smallest window. */
const tableHeight = 'calc(100vh - 362px)'
/** As many rows stand there without scrolling; a table that scrolls shows its bar even when it need not. */
const rowsWithoutScrolling = 8

export function QueryTable({ queries, isLoading, ...action }: QueryTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable<Query>
      rows={queries}
      columns={columns(t, queries, action)}
      rowKey={({ id }) => id}
      textOf={({ businessReference, purpose, state }) =>
        `${businessReference} ${t(`terms.purpose.${purpose}`)} ${t(`terms.queryState.${state}`)}`
      }
      isLoading={isLoading}
      {...(queries.length > rowsWithoutScrolling && { scrollHeight: tableHeight })}
      expandable={{
        columnWidth: 36,
        rowExpandable: ({ state }) => state === 'blocked' || state === 'failed',
        expandedRowRender: ({ state, decision, purpose }) =>
          state === 'blocked' ? (
            <BlockReasonList reasons={decision.reasons} purpose={purpose} />
          ) : (
            t('workbench.failed')
          ),
      }}
    />
  )
}

function columns(
  t: TFunction,
  queries: readonly Query[],
  action: Omit<ReportActionProps, 'query'>,
): TableColumnsType<Query> {
  return [
    {
      key: 'askedAt',
      title: t('workbench.askedAt'),
      width: 76,
      className: 'figure',
      // A report of yesterday may still be open to view.
      render: (_, { askedAt }) => (isToday(askedAt, action.now) ? shanghaiTimeOfDay(askedAt) : shanghaiMoment(askedAt)),
      sorter: (a, b) => a.askedAt.localeCompare(b.askedAt),
      defaultSortOrder: 'descend',
    },
    {
      key: 'reference',
      title: t('workbench.reference'),
      dataIndex: 'businessReference',
      width: 164,
      className: 'figure breakable',
      sorter: (a, b) => a.businessReference.localeCompare(b.businessReference),
    },
    {
      key: 'purpose',
      title: t('workbench.purpose'),
      render: (_, { purpose }) => t(`terms.purpose.${purpose}`),
      filters: [...personalPurposes, ...corporatePurposes]
        .filter((purpose) => queries.some((one) => one.purpose === purpose))
        .map((value) => ({ value, text: t(`terms.purpose.${value}`) })),
      onFilter: (value, { purpose }) => purpose === value,
    },
    {
      key: 'state',
      title: t('workbench.state'),
      width: 100,
      render: (_, { state }) => <QueryStateTag state={state} />,
      filters: queryStates.map((value) => ({ value, text: t(`terms.queryState.${value}`) })),
      onFilter: (value, { state }) => state === value,
    },
    {
      key: 'openings',
      title: t('workbench.openingsLeft'),
      width: 104,
      align: 'right',
      className: 'figure',
      render: (_, { report }) => report?.openingsLeft,
      sorter: (a, b) => (a.report?.openingsLeft ?? -1) - (b.report?.openingsLeft ?? -1),
    },
    {
      key: 'until',
      title: t('workbench.viewableUntil'),
      width: 138,
      className: 'figure',
      render: (_, { report }) => report && shanghaiMoment(report.viewableUntil),
      sorter: (a, b) => (a.report?.viewableUntil ?? '').localeCompare(b.report?.viewableUntil ?? ''),
    },
    {
      key: 'action',
      title: t('workbench.action'),
      width: 184,
      render: (_, query) => <ReportAction query={query} {...action} />,
    },
  ]
}

function isToday(instant: string, now: number | undefined): boolean {
  return now === undefined || shanghaiDay(instant) === shanghaiDay(now)
}
