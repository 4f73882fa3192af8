import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Dispute, DisputeStanding } from '#contract/dispute.ts'

const colours: Readonly<Record<DisputeStanding, string>> = {
  'in-time': 'blue',
  warning: 'orange',
  overdue: 'red',
  answered: 'green',
  'answered-late': 'orange',
}

/** How a dispute stands against its clock, with the days that are left or have gone by. */
export function StandingTag({ standing, daysLeft }: Pick<Dispute, 'standing' | 'daysLeft'>) {
  const { t } = useTranslation()
  return <Tag color={colours[standing]}>{t(`dispute.standing.${standing}`, { count: Math.abs(daysLeft) })}</Tag>
}
