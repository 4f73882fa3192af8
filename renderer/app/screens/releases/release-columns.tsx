import { Button, Space, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { Purpose } from '#contract/purpose.ts'
import { type ReleaseCase, releaseStates } from '#contract/release.ts'
import { BlockReasonList } from '#renderer/app/components/block-reason-list.tsx'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

interface ReleaseActions {
  readonly onGrant: (one: ReleaseCase) => void
  readonly onRefuse: (one: ReleaseCase) => void
}

const colours = { waiting: 'orange', granted: 'green', refused: 'red', used: 'blue', lapsed: 'default' } as const

export function releaseColumns(t: TFunction, { onGrant, onRefuse }: ReleaseActions): TableColumnsType<ReleaseCase> {
  return [
    {
      key: 'requestedAt',
      title: t('release.requestedAt'),
      width: 128,
      className: 'figure',
      render: (_, { requestedAt }) => shanghaiMoment(requestedAt),
      sorter: (a, b) => a.requestedAt.localeCompare(b.requestedAt),
    },
    {
      key: 'officer',
      title: t('release.officer'),
      width: 132,
      render: (_, { officer, institution }) => (
        <>
          <div>
            {officer.name} <span className="muted">{officer.employeeId}</span>
          </div>
          <div className="muted">{institution.name}</div>
        </>
      ),
      sorter: (a, b) => a.officer.employeeId.localeCompare(b.officer.employeeId),
    },
    {
      key: 'business',
      title: t('release.businessReference'),
      width: 150,
      render: (_, { businessReference, purpose }) => (
        <>
          <div className="figure">{businessReference}</div>
          <div className="muted">{purposeName(t, purpose)}</div>
        </>
      ),
      sorter: (a, b) => a.businessReference.localeCompare(b.businessReference),
    },
    { key: 'why', title: t('release.why'), dataIndex: 'reason', className: 'breakable' },
    {
      key: 'rules',
      title: t('release.rules'),
      render: (_, { reasons, purpose }) => <BlockReasonList reasons={reasons} purpose={purpose} />,
    },
    {
      key: 'state',
      title: t('release.state'),
      width: 108,
      render: (_, { state, decidedBy, isMine }) => (
        <>
          <Tag color={colours[state]}>{t(`release.stateName.${state}`)}</Tag>
          <div className="muted">
            {decidedBy ?? (state === 'waiting' ? t(`release.${isMine ? 'mine' : 'others'}`) : '')}
          </div>
        </>
      ),
      filters: releaseStates.map((value) => ({ value, text: t(`release.stateName.${value}`) })),
      onFilter: (value, { state }) => state === value,
    },
    {
      key: 'action',
      title: t('release.action'),
      width: 168,
      render: (_, one) =>
        one.state === 'waiting' && (
          <>
            <Space>
              <Button size="small" type="primary" onClick={() => onGrant(one)}>
                {t('release.grant')}
              </Button>
              <Button size="small" onClick={() => onRefuse(one)}>
                {t('release.refuse')}
              </Button>
            </Space>
            <div className="muted">{t('release.pair', one.pair)}</div>
          </>
        ),
    },
  ]
}

function purposeName(t: TFunction, code: string): string {
  const purpose = Purpose.safeParse(code)
  return purpose.success ? t(`terms.purpose.${purpose.data}`) : code
}
