import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Card, Empty, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { readToDoCounts } from '#contract/ipc/to-do.ts'
import { listMyCourses } from '#contract/ipc/training.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { query } from '#renderer/query.ts'
import { CourseCard } from './course-card.tsx'

/** What is still to do comes first, the nearest due date on top. */
export function MyCourses() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const found = useQuery(query(listMyCourses, {}))
  const refresh = async () => {
    await Promise.all([listMyCourses, readToDoCounts].map(({ name }) => client.invalidateQueries({ queryKey: [name] })))
  }
  const courses = (found.data ?? []).toSorted(
    (a, b) => Number(a.completedAt !== null) - Number(b.completedAt !== null) || a.dueOn.localeCompare(b.dueOn),
  )

  return (
    <div className="stack">
      <FailureAlert error={found.error} />
      {found.isPending && <Spin className="screen-wait" />}
      {found.data?.length === 0 && (
        <Card>
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('training.noCourses')} />
        </Card>
      )}
      {courses.map((course) => (
        <CourseCard key={course.id} course={course} onChanged={refresh} />
      ))}
    </div>
  )
}
