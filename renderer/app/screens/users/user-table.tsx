import { Button, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { roles } from '#contract/role.ts'
import { grades, type UserRow, UserStatus } from '#contract/user.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { GradeTag } from '#renderer/app/components/grade-tag.tsx'
import { useToday } from '#renderer/app/hooks/use-today.ts'
import { shanghaiDay, shanghaiMoment } from '#renderer/shanghai-time.ts'

interface UserTableProps {
  readonly users: readonly UserRow[]
  readonly isLoading: boolean
  readonly chosen: readonly string[]
  readonly onChoose?: (employeeIds: readonly string[]) => void
  readonly onOpen: (employeeId: string) => void
  readonly tools: ReactNode
}

export function UserTable({ users, isLoading, chosen, onChoose, onOpen, tools }: UserTableProps) {
  const { t } = useTranslation()
  const today = useToday()
  return (
    <DataTable<UserRow>
      rows={users}
      columns={columns(t, today, onOpen)}
      rowKey={({ employeeId }) => employeeId}
      textOf={(row) =>
        `${row.employeeId} ${row.name} ${row.institution.name} ${row.institution.code} ${t(`terms.userRole.${row.role}`)}`
      }
      isLoading={isLoading}
      tools={tools}
      onOpen={({ employeeId }) => onOpen(employeeId)}
      {...(onChoose && {
        selection: {
          chosen,
          onChoose,
          canChoose: ({ status, movedOn }: UserRow) => status === 'active' && movedOn === null,
        },
      })}
    />
  )
}

const statusColors = { active: 'success', suspended: 'warning', stopped: 'default' } as const

function columns(t: TFunction, today: string, onOpen: (employeeId: string) => void): TableColumnsType<UserRow> {
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
      key: 'role',
      title: t('user.role'),
      width: 120,
      render: (_, { role }) => t(`terms.userRole.${role}`),
      filters: roles.map((value) => ({ value, text: t(`terms.userRole.${value}`) })),
      onFilter: (value, { role }) => role === value,
    },
    {
      key: 'status',
      title: t('user.status'),
      width: 150,
      render: (_, user) => <UserState user={user} />,
      filters: UserStatus.options.map((value) => ({ value, text: t(`user.statuses.${value}`) })),
      onFilter: (value, { status }) => status === value,
    },
    {
      key: 'grade',
      title: t('wayBack.grade'),
      width: 90,
      render: (_, { grade }) => <GradeTag grade={grade} />,
      filters: grades.map((value) => ({ value, text: t('score.grade', { grade: value }) })),
      onFilter: (value, { grade }) => grade === value,
      sorter: (a, b) => a.grade.localeCompare(b.grade),
    },
    {
      key: 'until',
      title: t('user.rightsUntil'),
      width: 130,
      className: 'figure',
      render: (_, { rightsUntil, status }) => {
        const day = lastDay(rightsUntil)
        return <span className={status !== 'stopped' && day < today ? 'refusal' : ''}>{day}</span>
      },
      sorter: (a, b) => a.rightsUntil.localeCompare(b.rightsUntil),
    },
    {
      key: 'seen',
      title: t('user.lastLogInAt'),
      width: 150,
      className: 'figure',
      render: (_, { lastLogInAt }) => (lastLogInAt ? shanghaiMoment(lastLogInAt) : t('user.never')),
      sorter: (a, b) => (a.lastLogInAt ?? '').localeCompare(b.lastLogInAt ?? ''),
    },
  ]
}

/** State, and what keeps somebody who is active from working. */
export function UserState({ user }: { user: UserRow }) {
  const { t } = useTranslation()
  const { status, movedOn, hasPassword, lockedUntil } = user
  return (
    <>
      <Tag color={statusColors[status]}>{t(`user.statuses.${status}`)}</Tag>
      {status !== 'stopped' && movedOn !== null && <Tag color="error">{t('user.toAdjust')}</Tag>}
      {status === 'active' && !hasPassword && <Tag>{t('user.noPassword')}</Tag>}
      {lockedUntil !== null && Date.parse(lockedUntil) > Date.now() && <Tag color="error">{t('user.locked')}</Tag>}
    </>
  )
}

/** Rights end at midnight; the day before is the last one. */
export function lastDay(rightsUntil: string): string {
  return shanghaiDay(Date.parse(rightsUntil) - 1)
}
