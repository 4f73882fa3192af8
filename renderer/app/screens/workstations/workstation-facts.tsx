import { Alert, Descriptions, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { keyFingerprint } from '#contract/rules/key-fingerprint.ts'
import { hardwareFactors } from '#contract/workstation.ts'
import type { WorkstationDetail } from '#contract/workstation-administration.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { WorkstationStatusTag } from './workstation-status-tag.tsx'

/** What is known of a PC, in the order in which somebody who decides about it wants to know. */
export function WorkstationFacts({ workstation }: { readonly workstation: WorkstationDetail }) {
  const { t } = useTranslation()
  const { institution, status, reason, requestedBy, approvedBy, readableFactors } = workstation
  const person = (one: typeof requestedBy) => (one ? `${one.name}（${one.employeeId}）` : '—')
  const moment = (at: string | null) => (at ? shanghaiMoment(at) : '—')
  const cameFrom = workstation.isByFile ? t('workstations.byFile') : (workstation.requestedFrom ?? '—')
  const items = [
    { key: 'status', label: t('workstations.status'), children: <WorkstationStatusTag status={status} /> },
    { key: 'institution', label: t('workstations.institution'), children: institution.name },
    { key: 'requestedAt', label: t('workstations.requestedAt'), children: moment(workstation.requestedAt) },
    { key: 'requestedFrom', label: t('workstations.requestedFrom'), children: cameFrom },
    ...(workstation.isByFile
      ? [
          {
            key: 'reported',
            label: t('workstations.reportedAddresses'),
            children: workstation.reportedAddresses.join('  ') || '—',
          },
        ]
      : []),
    { key: 'requestedBy', label: t('workstations.requestedBy'), children: person(requestedBy) },
    { key: 'approvedBy', label: t('workstations.approvedBy'), children: person(approvedBy) },
    { key: 'approvedAt', label: t('workstations.approvedAt'), children: moment(workstation.approvedAt) },
    { key: 'lastSeen', label: t('workstations.lastSeen'), children: moment(workstation.lastSeenAt) },
    { key: 'lastAddress', label: t('workstations.lastAddress'), children: workstation.lastAddress ?? '—' },
    { key: 'appVersion', label: t('workstations.appVersion'), children: workstation.appVersion },
    {
      key: 'fingerprint',
      label: t('workstations.fingerprint'),
      children: <code className="fingerprint">{keyFingerprint(workstation.thumbprint)}</code>,
    },
    { key: 'key', label: t('workstations.key'), children: <code className="breakable">{workstation.thumbprint}</code> },
    { key: 'keySince', label: t('workstations.keySince'), children: moment(workstation.keySince) },
  ]
  return (
    <>
      {reason && <Alert type="warning" showIcon title={t(`workstation-reason.${reason}.what`)} />}
      {workstation.isRequestedByCaller && status === 'pending' && (
        <Alert type="info" showIcon title={t('workstations.secondPerson')} />
      )}
      <Descriptions
        column={2}
        size="small"
        items={items.map((item) => ({ ...item, span: item.key === 'key' || item.key === 'fingerprint' ? 2 : 1 }))}
      />
      <div>
        <h2 className="section">{t('workstations.factors')}</h2>
        <div className="row row-tight">
          {hardwareFactors.map((name) => (
            <Tag key={name} color={readableFactors.includes(name) ? 'blue' : 'default'}>
              {t(`hardware-factor.${name}`)}
              {readableFactors.includes(name) ? '' : t('workstations.notReadable')}
            </Tag>
          ))}
        </div>
        <p className="muted">{t('workstations.factorsHint')}</p>
      </div>
    </>
  )
}
