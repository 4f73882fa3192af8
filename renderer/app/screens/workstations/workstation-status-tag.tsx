import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WorkstationStatus } from '#contract/workstation-administration.ts'

const colours = {
  pending: 'gold',
  quarantined: 'red',
  approved: 'green',
  revoked: 'default',
  refused: 'default',
} as const satisfies Record<WorkstationStatus, string>

export function WorkstationStatusTag({ status }: { readonly status: WorkstationStatus }) {
  const { t } = useTranslation()
  return <Tag color={colours[status]}>{t(`terms.workstationStatus.${status}`)}</Tag>
}
