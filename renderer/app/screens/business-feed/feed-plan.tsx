import { Tabs, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { type BusinessChange, type BusinessFeedPlan, businessChangeKinds } from '#contract/business-feed.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'

const colors = {
  new: 'success',
  changed: 'default',
  settled: 'warning',
  withdrawn: 'error',
  reopened: 'success',
} as const

/** What would change, business by business, and the rows that are left out. */
export function FeedPlan({ plan: { changes, badRows } }: { plan: BusinessFeedPlan }) {
  const { t } = useTranslation()
  const changeTable = (
    <DataTable<BusinessChange>
      rows={changes}
      rowKey={({ reference }) => reference}
      textOf={(row) => `${row.reference} ${row.product} ${row.institution} ${t(`businessFeed.kind.${row.kind}`)}`}
      empty={t('businessFeed.nothing')}
      columns={[
        { key: 'line', title: t('businessFeed.line'), dataIndex: 'line', width: 80, className: 'figure' },
        {
          key: 'kind',
          title: t('businessFeed.change'),
          width: 110,
          render: (_, { kind }) => <Tag color={colors[kind]}>{t(`businessFeed.kind.${kind}`)}</Tag>,
          filters: businessChangeKinds.map((value) => ({ value, text: t(`businessFeed.kind.${value}`) })),
          onFilter: (value, { kind }) => kind === value,
        },
        {
          key: 'reference',
          title: t('businessFeed.reference'),
          dataIndex: 'reference',
          className: 'figure',
          sorter: (a, b) => a.reference.localeCompare(b.reference),
        },
        {
          key: 'business',
          title: t('businessFeed.business'),
          render: (_, { businessKind, status, product }) =>
            `${t(`terms.businessKind.${businessKind}`)} · ${t(`terms.businessStatus.${status}`)} · ${product}`,
        },
        {
          key: 'institution',
          title: t('businessFeed.institution'),
          dataIndex: 'institution',
          className: 'figure',
          width: 130,
        },
        { key: 'parties', title: t('businessFeed.parties'), dataIndex: 'parties', width: 90, align: 'right' },
      ]}
    />
  )
  const badTable = (
    <DataTable
      rows={badRows}
      rowKey={({ line, problem }) => `${line} ${problem}`}
      textOf={({ line, problem }) => `${line} ${t(`businessFeed.problem.${problem}`)}`}
      empty={t('businessFeed.noBadRows')}
      columns={[
        { key: 'line', title: t('businessFeed.line'), dataIndex: 'line', width: 100, className: 'figure' },
        {
          key: 'problem',
          title: t('businessFeed.reason'),
          render: (_, { problem }) => t(`businessFeed.problem.${problem}`),
        },
      ]}
    />
  )
  return (
    <Tabs
      size="small"
      items={[
        { key: 'changes', label: t('businessFeed.changesTab', { count: changes.length }), children: changeTable },
        { key: 'bad', label: t('businessFeed.badTab', { count: badRows.length }), children: badTable },
      ]}
    />
  )
}
