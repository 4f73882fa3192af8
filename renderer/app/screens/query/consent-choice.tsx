import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Popconfirm, Radio, Spin, Tag } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Consent } from '#contract/consent.ts'
import { listConsents, revokeConsent } from '#contract/ipc/query.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { shanghaiDay } from '#renderer/shanghai-time.ts'
import { noConsent } from './use-ask.ts'

interface ConsentChoiceProps {
  /** Of the business that was found; `undefined` until then. */
  readonly reference: string | undefined
  /** The only usable consent there is; nobody has to choose among one. */
  readonly onOnlyOne: (consentId: string) => void
  readonly onUpload: () => void
}

/** The consents of the business, or explicitly none. */
export function ConsentChoice({ reference, onOnlyOne, onUpload }: ConsentChoiceProps) {
  const { t } = useTranslation()
  const consents = useQuery({
    ...query(listConsents, { reference: reference ?? '' }),
    enabled: reference !== undefined,
  })
  const usable = consents.data?.filter(({ isRevoked }) => !isRevoked) ?? []
  const onlyId = usable.length === 1 ? usable[0]?.id : undefined
  const offer = useEffectEvent((id: string) => onOnlyOne(id))
  useEffect(() => {
    if (onlyId) offer(onlyId)
  }, [onlyId])

  if (reference === undefined) return <p className="muted">{t('query.lookUpFirst')}</p>
  if (consents.isPending) return <Spin size="small" />
  // A list that could not be refreshed is still the list; the choice made in it stays.
  if (consents.data === undefined) return <FailureAlert error={consents.error} />
  return (
    <>
      {consents.data.length === 0 && (
        <p className="row">
          <span className="muted">{t('query.noConsents')}</span>
          <Button size="small" onClick={onUpload}>
            {t('query.uploadConsent')}
          </Button>
        </p>
      )}
      <Form.Item name="consent" rules={[{ required: true, message: t('query.consentMissing') }]}>
        <Radio.Group className="consent-choices" aria-label={t('query.consent')}>
          {consents.data.map((consent) => (
            <div key={consent.id} className="row spread">
              <Radio value={consent.id} disabled={consent.isRevoked}>
                <ConsentLine consent={consent} />
              </Radio>
              {!consent.isRevoked && <RevokeButton consent={consent} />}
            </div>
          ))}
          <Radio value={noConsent}>
            {t('query.noConsent')} <span className="muted">· {t('query.noConsentHint')}</span>
          </Radio>
        </Radio.Group>
      </Form.Item>
    </>
  )
}

/** The subject may withdraw a consent; from then on no query goes by it. */
function RevokeButton({ consent }: { consent: Consent }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const revoking = useMutation({
    mutationFn: () => invoke(revokeConsent, { params: { id: consent.id }, body: { cause: 'subject-asked' } }),
    onSettled: () => client.invalidateQueries({ queryKey: [listConsents.name] }),
  })
  return (
    <>
      <Popconfirm title={t('query.revokeAsk')} onConfirm={() => revoking.mutate()}>
        <Button type="link" size="small" loading={revoking.isPending}>
          {t('query.revoke')}
        </Button>
      </Popconfirm>
      <FailureAlert error={revoking.error} />
    </>
  )
}

function ConsentLine({ consent: { signedOn, scans, purposes, firstUsedAt, isRevoked } }: { consent: Consent }) {
  const { t } = useTranslation()
  const facts = [
    t('query.consentScans', { scans: scans.length }),
    firstUsedAt ? t('query.consentFirstUsed', { at: shanghaiDay(firstUsedAt) }) : t('query.consentUnused'),
  ]
  return (
    <>
      <span className="figure">{t('query.consentSigned', { signedOn })}</span>{' '}
      {isRevoked && <Tag color="red">{t('query.consentRevoked')}</Tag>}
      <span className="muted">· {facts.join(' · ')}</span>
      <br />
      <span className="muted">{purposes.map((purpose) => t(`terms.purpose.${purpose}`)).join(' / ')}</span>
    </>
  )
}
