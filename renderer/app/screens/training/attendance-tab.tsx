import { useQuery } from '@tanstack/react-query'
import { Card, Progress, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { readTrainingOverview } from '#contract/ipc/training.ts'
import type { Trainee, TrainingRollUp } from '#contract/training.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { query } from '#renderer/query.ts'

const colours = { completed: 'green', overdue: 'red', 'due-soon': 'orange', open: 'default' } as const
const states = ['overdue', 'due-soon', 'open', 'completed'] as const

/** Attendance rolled up the tree, and person by person. */
export function AttendanceTab() {
  const { t } = useTranslation()
  const found = useQuery(query(readTrainingOverview, {}))
  const { rollUp = [], trainees = [] } = found.data ?? {}
  return (
    <div className="stack">
      <FailureAlert error={found.error} />
      <Card size="small" title={t('training.byInstitution')}>
        <DataTable<TrainingRollUp>
          rows={rollUp}
          isLoading={found.isPending}
          rowKey={({ institution }) => institution.code}
          textOf={({ institution }) => `${institution.code} ${institution.name}`}
          columns={institutionColumns(t)}
          empty={t('training.noAttendance')}
        />
      </Card>
      <Card size="small" title={t('training.byPerson')}>
        <DataTable<Trainee>
          rows={trainees}
          isLoading={found.isPending}
          rowKey={({ courseId, employeeId }) => `${courseId} ${employeeId}`}
          textOf={({ title, name, employeeId, institution, state }) =>
            [title, name, employeeId, institution.name, t(`training.state.${state}`)].join(' ')
          }
          columns={traineeColumns(t)}
          empty={t('training.noAttendance')}
        />
      </Card>
    </div>
  )
}

function institutionColumns(t: TFunction): TableColumnsType<TrainingRollUp> {
  const figure = (key: 'users' | 'completed' | 'dueSoon' | 'overdue') => ({
    key,
    title: t(`training.figure.${key}`),
    width: 110,
    align: 'right' as const,
    className: 'figure',
    dataIndex: key,
    sorter: (a: TrainingRollUp, b: TrainingRollUp) => a[key] - b[key],
  })
  return [
    {
      key: 'institution',
      title: t('training.institution'),
      render: (_, { institution }) => (
        <>
          {institution.name} <span className="muted figure">{institution.code}</span>
        </>
      ),
      sorter: (a, b) => a.institution.code.localeCompare(b.institution.code),
    },
    figure('users'),
    figure('completed'),
    figure('dueSoon'),
    figure('overdue'),
    {
      key: 'share',
      title: t('training.share'),
      width: 180,
      render: (_, row) => row.users > 0 && <Progress size="small" percent={shareOf(row)} />,
      sorter: (a, b) => shareOf(a) - shareOf(b),
    },
  ]
}

function shareOf({ users, completed }: TrainingRollUp): number {
  return users === 0 ? 100 : Math.floor((completed * 100) / users)
}

function traineeColumns(t: TFunction): TableColumnsType<Trainee> {
  const yesNo = (value: boolean | null) => (value === null ? '—' : t(value ? 'training.done' : 'training.toDo'))
  return [
    {
      key: 'course',
      title: t('training.course'),
      dataIndex: 'title',
      sorter: (a, b) => a.title.localeCompare(b.title),
    },
    {
      key: 'person',
      title: t('training.person'),
      render: (_, { name, employeeId, role, institution }) => (
        <>
          {name} <span className="muted">{employeeId}</span>
          <div className="muted">
            {t(`terms.userRole.${role}`)} · {institution.name}
          </div>
        </>
      ),
      sorter: (a, b) => a.employeeId.localeCompare(b.employeeId),
    },
    { key: 'onSite', title: t('training.part.onSite'), width: 90, render: (_, { isSigned }) => yesNo(isSigned) },
    {
      key: 'video',
      title: t('training.part.video'),
      width: 90,
      align: 'right',
      className: 'figure',
      render: (_, { watchedPercent }) => (watchedPercent === null ? '—' : `${watchedPercent} %`),
      sorter: (a, b) => (a.watchedPercent ?? -1) - (b.watchedPercent ?? -1),
    },
    { key: 'test', title: t('training.part.test'), width: 90, render: (_, { isPassed }) => yesNo(isPassed) },
    {
      key: 'dueOn',
      title: t('training.dueOn'),
      width: 116,
      className: 'figure',
      dataIndex: 'dueOn',
      sorter: (a, b) => a.dueOn.localeCompare(b.dueOn),
    },
    {
      key: 'state',
      title: t('training.stateTitle'),
      width: 110,
      render: (_, { state }) => <Tag color={colours[state]}>{t(`training.state.${state}`)}</Tag>,
      filters: states.map((value) => ({ value, text: t(`training.state.${value}`) })),
      onFilter: (value, { state }) => state === value,
      sorter: (a, b) => states.indexOf(a.state) - states.indexOf(b.state),
    },
  ]
}
