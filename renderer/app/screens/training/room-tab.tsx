import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Card, Empty, Select, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { closeTrainingRoom, listCourses, openTrainingRoom, readTrainingRoom } from '#contract/ipc/training.ts'
import type { CourseId, TrainingRoom } from '#contract/training.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { shanghaiTimeOfDay } from '#renderer/shanghai-time.ts'

const lookEveryMs = 3000

/** On-site training: the trainer shows the code and sees who has signed in. */
export function RoomTab() {
  const { t } = useTranslation()
  const courses = useQuery(query(listCourses, {}))
  const [courseId, setCourseId] = useState<CourseId>()
  const opening = useMutation({
    mutationFn: (course: CourseId) => invoke(openTrainingRoom, { body: { id: crypto.randomUUID(), courseId: course } }),
  })
  const onSite = (courses.data ?? []).filter(({ isOnSite, isWithdrawn }) => isOnSite && !isWithdrawn)

  return (
    <div className="stack">
      <FailureAlert error={courses.error ?? opening.error} />
      {opening.data ? (
        <OpenRoom opened={opening.data} />
      ) : (
        <Card size="small">
          {onSite.length === 0 && !courses.isPending ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('training.noOnSite')} />
          ) : (
            <div className="row">
              <Select
                aria-label={t('training.course')}
                placeholder={t('training.course')}
                style={{ width: 320 }}
                options={onSite.map(({ id, title }) => ({ value: id, label: title }))}
                value={courseId}
                onChange={setCourseId}
              />
              <Button
                type="primary"
                disabled={!courseId}
                loading={opening.isPending}
                onClick={() => courseId && opening.mutate(courseId)}
              >
                {t('training.openRoom')}
              </Button>
              <span className="muted">{t('training.roomHint')}</span>
            </div>
          )}
        </Card>
      )}
    </div>
  )
}

function OpenRoom({ opened }: { opened: TrainingRoom }) {
  const { t } = useTranslation()
  const found = useQuery({
    ...query(readTrainingRoom, { params: { id: opened.id } }),
    initialData: opened,
    refetchInterval: lookEveryMs,
  })
  const closing = useMutation({
    mutationFn: () => invoke(closeTrainingRoom, { params: { id: opened.id } }),
    onSuccess: () => found.refetch(),
  })
  const { code, closesAt, signed, title } = found.data
  return (
    <Card size="small" title={title}>
      <FailureAlert error={found.error ?? closing.error} />
      <div className="row training-room">
        <div>
          <div className="muted">{t('training.roomCode')}</div>
          <div className="training-code figure">{code ?? '—'}</div>
          <div className="muted">
            {code ? t('training.roomUntil', { time: shanghaiTimeOfDay(closesAt) }) : t('training.roomClosed')}
          </div>
        </div>
        {code && (
          <Button loading={closing.isPending} onClick={() => closing.mutate()}>
            {t('training.closeRoom')}
          </Button>
        )}
      </div>
      <h2 className="section">{t('training.signed', { count: signed.length })}</h2>
      {signed.length === 0 && <div className="muted">{t('training.nobodySigned')}</div>}
      <div className="row row-tight">
        {signed.map(({ employeeId, name, at }) => (
          <Tag key={employeeId} color="green">
            {name} {employeeId} {shanghaiTimeOfDay(at)}
          </Tag>
        ))}
      </div>
    </Card>
  )
}
