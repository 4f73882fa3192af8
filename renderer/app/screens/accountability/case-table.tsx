import { Button, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type AccountabilityCase, accountabilityStates } from '#contract/accountability.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'

interface CaseTableProps {
  readonly cases: readonly AccountabilityCase[]
  readonly isLoading: boolean
  readonly onOpen: (opened: AccountabilityCase) => void
}

export function CaseTable({ cases, isLoading, onOpen }: CaseTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable
      rows={cases}
      columns={columns(t, onOpen)}
      rowKey={({ id }) => id}
      textOf={({ rule, institutionName, persons, state }) =>
        [
          t(`monitoring.rule.${rule}.name`),
          institutionName,
          peopleOf(persons),
          t(`accountability.state.${state}`),
        ].join(' ')
      }
      isLoading={isLoading}
      empty={t('accountability.empty')}
      onOpen={onOpen}
    />
  )
}

function columns(t: TFunction, onOpen: CaseTableProps['onOpen']): TableColumnsType<AccountabilityCase> {
  return [
    {
      key: 'rule',
      title: t('accountability.violation'),
      render: (_, opened) => (
        <Button type="link" size="small" className="link-cell incident-cell" onClick={() => onOpen(opened)}>
          {opened.isMine && <span className="incident-mine">●</span>}
          <span>{t(`monitoring.rule.${opened.rule}.name`)}</span>
        </Button>
      ),
      sorter: (a, b) => a.rule.localeCompare(b.rule),
    },
    {
      key: 'institution',
      title: t('incident.institution'),
      render: (_, { institutionName }) => institutionName,
      sorter: (a, b) => a.institution.localeCompare(b.institution),
    },
    {
      key: 'persons',
      title: t('accountability.persons'),
      render: (_, { persons }) => peopleOf(persons),
    },
    {
      key: 'state',
      title: t('incident.stateTitle'),
      width: 168,
      render: (_, opened) => <CaseTags opened={opened} />,
      filters: accountabilityStates.map((value) => ({ value, text: t(`accountability.state.${value}`) })),
      onFilter: (value, { state }) => state === value,
    },
    {
      key: 'dueOn',
      title: t('accountability.dueOn'),
      width: 116,
      className: 'figure',
      dataIndex: 'dueOn',
      sorter: (a, b) => a.dueOn.localeCompare(b.dueOn),
    },
  ]
}

export function CaseTags({ opened: { state, isOverdue } }: { opened: AccountabilityCase }) {
  const { t } = useTranslation()
  return (
    <span className="row row-tight">
      <Tag color={state === 'closed' ? 'default' : 'blue'}>{t(`accountability.state.${state}`)}</Tag>
      {isOverdue && <Tag color="red">{t('incident.overdue')}</Tag>}
    </span>
  )
}

function peopleOf(persons: AccountabilityCase['persons']): string {
  return [...new Set(persons.map(({ name, employeeId }) => `${name} ${employeeId}`))].join(', ')
}
