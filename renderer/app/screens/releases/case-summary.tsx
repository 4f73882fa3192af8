import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ReleaseCase } from '#contract/release.ts'
import { BlockReasonList } from '#renderer/app/components/block-reason-list.tsx'

/** What an approver is about to sign. */
export function CaseSummary({ one }: { one: ReleaseCase }) {
  const { t } = useTranslation()
  const items = [
    { key: 'officer', label: t('release.officer'), children: `${one.officer.name} ${one.officer.employeeId}` },
    { key: 'institution', label: t('release.institution'), children: one.institution.name },
    { key: 'reference', label: t('release.businessReference'), children: one.businessReference },
    { key: 'why', label: t('release.why'), children: one.reason },
    {
      key: 'rules',
      label: t('release.rules'),
      children: <BlockReasonList reasons={one.reasons} purpose={one.purpose} />,
    },
  ]
  return <Descriptions column={1} size="small" items={items} />
}
