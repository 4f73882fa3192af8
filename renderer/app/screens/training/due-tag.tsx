import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MyCourse } from '#contract/training.ts'

/** By when, and how near that is. */
export function DueTag({ course }: { course: MyCourse }) {
  const { t } = useTranslation()
  const { completedAt, isOverdue, isDueSoon, dueOn, daysLeft } = course
  if (completedAt) return <Tag color="green">{t('training.completed')}</Tag>
  if (isOverdue) return <Tag color="red">{t('training.overdueSince', { day: dueOn })}</Tag>
  return <Tag color={isDueSoon ? 'orange' : 'default'}>{t('training.dueIn', { day: dueOn, count: daysLeft })}</Tag>
}
