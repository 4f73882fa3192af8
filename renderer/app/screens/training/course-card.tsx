import { Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MyCourse } from '#contract/training.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { OnSitePart, TestPart, VideoPart } from './course-parts.tsx'
import { DueTag } from './due-tag.tsx'

interface CourseCardProps {
  readonly course: MyCourse
  readonly onChanged: () => Promise<void>
}

type Part = 'onSite' | 'video' | 'test'

/** A course with what is left of it: each part opens in place. */
export function CourseCard({ course, onChanged }: CourseCardProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Part>()
  const { id, title, topics, onSite, video, test, completedAt } = course
  const partProps = (part: Part) => ({
    courseId: id,
    isOpen: open === part,
    onToggle: () => setOpen((now) => (now === part ? undefined : part)),
    onChanged,
  })

  return (
    <Card
      size="small"
      title={
        <span className="row">
          {title} <DueTag course={course} />
        </span>
      }
      extra={
        <span className="muted">
          {completedAt
            ? t('training.completedAt', { at: shanghaiMoment(completedAt) })
            : topics.map((topic) => t(`question.topics.${topic}`)).join(t('training.and'))}
        </span>
      }
    >
      <div className="stack">
        {onSite && <OnSitePart {...partProps('onSite')} part={onSite} />}
        {video && <VideoPart {...partProps('video')} part={video} />}
        {test && <TestPart {...partProps('test')} part={test} />}
      </div>
    </Card>
  )
}
