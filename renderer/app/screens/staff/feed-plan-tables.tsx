import { Tabs, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { StaffChange, StaffFeedPlan } from '#contract/staff-feed.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'

const colors = {
  join: 'success',
  rejoin: 'success',
  move: 'warning',
  leave: 'error',
  rename: 'default',
  identify: 'default',
} as const

/** What would change, row by row, and the rows that are left out. */
export function FeedPlanTables({ plan: { changes, badRows } }: { plan: StaffFeedPlan }) {
  const { t } = useTranslation()
  const consequence = ({ kind, hasUser }: StaffChange) =>
    hasUser && (kind === 'leave' || kind === 'move') ? t(`staff.consequence.${kind}`) : ''
  const changeTable = (
    <DataTable<StaffChange>
      rows={changes}
      rowKey={({ employeeId }) => employeeId}
      textOf={(row) => `${row.employeeId} ${row.name} ${row.institution} ${t(`staff.kind.${row.kind}`)}`}
      empty={t('staff.nothing')}
      columns={[
        { key: 'line', title: t('staff.line'), dataIndex: 'line', width: 80, className: 'figure' },
        {
          key: 'kind',
          title: t('staff.change'),
          width: 110,
          render: (_, { kind }) => <Tag color={colors[kind]}>{t(`staff.kind.${kind}`)}</Tag>,
          filters: Object.keys(colors).map((value) => ({
            value,
            text: t(`staff.kind.${value as StaffChange['kind']}`),
          })),
          onFilter: (value, { kind }) => kind === value,
        },
        {
          key: 'person',
          title: t('staff.person'),
          render: (_, { name, employeeId }) => (
            <>
              {name} <span className="muted figure">{employeeId}</span>
            </>
          ),
          sorter: (a, b) => a.employeeId.localeCompare(b.employeeId),
        },
        {
          key: 'institution',
          title: t('staff.institution'),
          className: 'figure',
          render: (_, { previousInstitution: from, institution }) =>
            from !== null && from !== institution ? `${from} → ${institution}` : institution,
        },
        { key: 'day', title: t('staff.effectiveOn'), dataIndex: 'effectiveOn', width: 120, className: 'figure' },
        { key: 'consequence', title: t('staff.consequenceLabel'), render: (_, row) => consequence(row) },
      ]}
    />
  )
  const badTable = (
    <DataTable
      rows={badRows}
      rowKey={({ line, problem }) => `${line} ${problem}`}
      textOf={({ line, problem }) => `${line} ${t(`staff.problem.${problem}`)}`}
      empty={t('staff.noBadRows')}
      columns={[
        { key: 'line', title: t('staff.line'), dataIndex: 'line', width: 100, className: 'figure' },
        { key: 'problem', title: t('staff.reason'), render: (_, { problem }) => t(`staff.problem.${problem}`) },
      ]}
    />
  )
  return (
    <Tabs
      size="small"
      items={[
        { key: 'changes', label: t('staff.changesTab', { count: changes.length }), children: changeTable },
        { key: 'bad', label: t('staff.badTab', { count: badRows.length }), children: badTable },
      ]}
    />
  )
}
