import { Button, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { everyCause, wayBackSteps } from '#contract/suspension.ts'
import type { SuspendedUser } from '#contract/way-back.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { shanghaiDay } from '#renderer/shanghai-time.ts'

interface SuspendedTableProps {
  readonly users: readonly SuspendedUser[]
  readonly isLoading: boolean
  readonly onOpen: (employeeId: string) => void
}

/** Who is suspended, for what, since when, and what comes next. */
export function SuspendedTable({ users, isLoading, onOpen }: SuspendedTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable<SuspendedUser>
      rows={users}
      columns={columns(t, onOpen)}
      rowKey={({ employeeId }) => employeeId}
      textOf={(row) =>
        `${row.name} ${row.employeeId} ${row.institution.name} ${causesOf(t, row)} ${t(`wayBack.step.${row.step}.name`)}`
      }
      isLoading={isLoading}
      title={t('wayBack.title')}
      empty={t('wayBack.nobody')}
      onOpen={({ employeeId }) => onOpen(employeeId)}
    />
  )
}

function causesOf(t: TFunction, { suspensions }: SuspendedUser): string {
  return suspensions.map(({ cause }) => t(`user.cause.${cause}`)).join(' ')
}

function waitOf(t: TFunction, { opensOn, daysLeft }: SuspendedUser): string {
  if (opensOn === null) return '—'
  return daysLeft === 0 ? t('wayBack.over') : t('wayBack.days', { count: daysLeft })
}

function sinceOf({ suspensions }: SuspendedUser): string {
  return suspensions[0]?.since ?? ''
}

function columns(t: TFunction, onOpen: (employeeId: string) => void): TableColumnsType<SuspendedUser> {
  return [
    {
      key: 'person',
      title: t('user.person'),
      render: (_, { name, employeeId }) => (
        <Button type="link" size="small" className="link-cell" onClick={() => onOpen(employeeId)}>
          {name} <span className="figure">{employeeId}</span>
        </Button>
      ),
      sorter: (a, b) => a.employeeId.localeCompare(b.employeeId),
    },
    {
      key: 'institution',
      title: t('user.institution'),
      render: (_, { institution }) => institution.name,
      sorter: (a, b) => a.institution.code.localeCompare(b.institution.code),
    },
    {
      key: 'causes',
      title: t('wayBack.causes'),
      render: (_, { suspensions }) => (
        <span className="row row-tight">
          {suspensions.map(({ cause }) => (
            <Tag key={cause}>{t(`user.cause.${cause}`)}</Tag>
          ))}
        </span>
      ),
      filters: everyCause.map((value) => ({ value, text: t(`user.cause.${value}`) })),
      onFilter: (value, { suspensions }) => suspensions.some(({ cause }) => cause === value),
    },
    {
      key: 'since',
      title: t('wayBack.since'),
      width: 110,
      className: 'figure',
      render: (_, row) => shanghaiDay(sinceOf(row)),
      sorter: (a, b) => sinceOf(a).localeCompare(sinceOf(b)),
    },
    {
      key: 'left',
      title: t('wayBack.daysLeft'),
      width: 110,
      className: 'figure',
      render: (_, row) => waitOf(t, row),
      sorter: (a, b) => a.daysLeft - b.daysLeft,
    },
    {
      key: 'step',
      title: t('wayBack.next'),
      width: 190,
      render: (_, { step }) => <Tag color={isForUs(step) ? 'blue' : 'default'}>{t(`wayBack.step.${step}.name`)}</Tag>,
      filters: wayBackSteps
        .filter((step) => step !== 'none')
        .map((value) => ({
          value,
          text: t(`wayBack.step.${value}.name`),
        })),
      onFilter: (value, { step }) => step === value,
    },
  ]
}

/** Steps at which an administrator does something. */
function isForUs(step: SuspendedUser['step']): boolean {
  return !['none', 'wait', 'await-decision', 'await-rehire', 'retest-tomorrow', 'await-approval'].includes(step)
}
