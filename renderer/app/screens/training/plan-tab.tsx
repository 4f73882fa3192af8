import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Popconfirm, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCourses, withdrawCourse } from '#contract/ipc/training.ts'
import type { Course, CourseId } from '#contract/training.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { CourseForm } from './course-form.tsx'

/** The yearly plan; head office makes it. */
export function PlanTab() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { user } = useSession()
  const isPlanner = user.role === 'head-office-administrator'
  const [isAdding, setIsAdding] = useState(false)
  const found = useQuery(query(listCourses, {}))
  const refresh = () => void client.invalidateQueries({ queryKey: [listCourses.name] })
  const withdrawing = useMutation({
    mutationFn: (id: CourseId) => invoke(withdrawCourse, { params: { id } }),
    onSuccess: refresh,
  })

  return (
    <Card size="small">
      <FailureAlert error={found.error ?? withdrawing.error} />
      <DataTable<Course>
        rows={found.data ?? []}
        isLoading={found.isPending}
        rowKey={({ id }) => id}
        textOf={({ title, year }) => `${title} ${year}`}
        columns={columns(t, isPlanner ? withdrawing.mutate : undefined)}
        empty={t(isPlanner ? 'training.noPlan' : 'training.noPlanYet')}
        tools={
          isPlanner && (
            <Button size="small" type="primary" onClick={() => setIsAdding(true)}>
              {t('training.addCourse')}
            </Button>
          )
        }
      />
      {isAdding && (
        <CourseForm
          onClose={() => {
            setIsAdding(false)
            refresh()
          }}
        />
      )}
    </Card>
  )
}

function columns(t: TFunction, onWithdraw: ((id: CourseId) => void) | undefined): TableColumnsType<Course> {
  return [
    { key: 'year', title: t('training.year'), width: 80, dataIndex: 'year', sorter: (a, b) => a.year - b.year },
    {
      key: 'title',
      title: t('training.course'),
      render: (_, { title, isWithdrawn, topics }) => (
        <>
          {title} {isWithdrawn && <Tag>{t('training.withdrawn')}</Tag>}
          <div className="muted">{topics.map((topic) => t(`question.topics.${topic}`)).join(t('training.and'))}</div>
        </>
      ),
      sorter: (a, b) => a.title.localeCompare(b.title),
    },
    {
      key: 'roles',
      title: t('training.audience'),
      render: (_, { roles }) => roles.map((role) => t(`terms.userRole.${role}`)).join(t('training.and')),
    },
    {
      key: 'parts',
      title: t('training.parts'),
      width: 190,
      render: (_, { isOnSite, video, hasTest }) =>
        [
          isOnSite && t('training.part.onSite'),
          video !== null && t('training.part.video'),
          hasTest && t('training.part.test'),
        ]
          .filter(Boolean)
          .join(t('training.and')),
    },
    {
      key: 'dueOn',
      title: t('training.dueOn'),
      width: 116,
      className: 'figure',
      dataIndex: 'dueOn',
      sorter: (a, b) => a.dueOn.localeCompare(b.dueOn),
    },
    {
      key: 'attendance',
      title: t('training.attendanceTitle'),
      width: 130,
      align: 'right',
      className: 'figure',
      render: (_, { users, completed, overdue }) => (
        <>
          {completed} / {users} {overdue > 0 && <div className="refusal">{t('training.late', { count: overdue })}</div>}
        </>
      ),
      sorter: (a, b) => a.completed - b.completed,
    },
    {
      key: 'action',
      title: t('training.action'),
      width: 90,
      render: (_, { id, isWithdrawn }) =>
        onWithdraw &&
        !isWithdrawn && (
          <Popconfirm
            title={t('training.withdrawAsk')}
            okText={t('training.withdraw')}
            cancelText={t('training.cancel')}
            onConfirm={() => onWithdraw(id)}
          >
            <Button size="small">{t('training.withdraw')}</Button>
          </Popconfirm>
        ),
    },
  ]
}
