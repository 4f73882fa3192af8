import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Grade } from '#contract/user.ts'

const colours: Readonly<Record<Grade, string>> = { A: 'green', B: 'gold', C: 'red' }

export function GradeTag({ grade }: { grade: Grade }) {
  const { t } = useTranslation()
  return <Tag color={colours[grade]}>{t('score.grade', { grade })}</Tag>
}
