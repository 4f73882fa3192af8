import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { listMyCourses } from '#contract/ipc/training.ts'
import type { Go } from '#renderer/app/place.ts'
import { query } from '#renderer/query.ts'

/** The course that is most pressing; nothing while none is due within thirty days. */
export function TrainingDue({ go }: { go: Go }) {
  const { t } = useTranslation()
  const { data = [] } = useQuery(query(listMyCourses, {}))
  const [first] = data
    .filter(({ isDueSoon, isOverdue }) => isDueSoon || isOverdue)
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
  if (!first) return null
  const { title, dueOn, daysLeft, isOverdue } = first
  return (
    <Alert
      type={isOverdue ? 'error' : 'warning'}
      showIcon
      title={t(isOverdue ? 'training.bannerOverdue' : 'training.bannerDue', { title, day: dueOn, count: daysLeft })}
      action={
        <Button size="small" type="primary" onClick={() => go('training')}>
          {t('training.goTo')}
        </Button>
      }
    />
  )
}
