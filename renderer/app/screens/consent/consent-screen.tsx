import { Alert, Button, Card, Result } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Consent } from '#contract/consent.ts'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import type { Go, ScreenProps } from '#renderer/app/place.ts'
import { ConsentForm } from './consent-form.tsx'

/** Uploads the form a customer signed, before anything is asked about that customer. */
export function ConsentScreen({ start, go }: ScreenProps) {
  const { t } = useTranslation()
  const [registered, setRegistered] = useState<Consent>()
  return (
    <>
      <ScreenTitle title={t('consent.title')}>
        <p>{t('consent.intro')}</p>
      </ScreenTitle>
      {registered ? (
        <ConsentDone consent={registered} go={go} onAnother={() => setRegistered(undefined)} />
      ) : (
        <ConsentForm start={start} onRegistered={setRegistered} />
      )}
    </>
  )
}

function ConsentDone({ consent, go, onAnother }: { consent: Consent; go: Go; onAnother: () => void }) {
  const { t } = useTranslation()
  const { id, businessReference: reference, signedOn, scans, isScanSimilar } = consent
  return (
    <Card>
      <Result
        status="success"
        title={t('consent.doneTitle')}
        subTitle={t('consent.doneText', { reference, signedOn, scans: scans.length })}
        extra={[
          <Button key="query" type="primary" autoFocus onClick={() => go('query', { reference, consentId: id })}>
            {t('consent.useForQuery')}
          </Button>,
          <Button key="another" onClick={onAnother}>
            {t('consent.another')}
          </Button>,
        ]}
      />
      {isScanSimilar && (
        <Alert type="warning" showIcon title={t('consent.similarTitle')} description={t('consent.similarText')} />
      )}
    </Card>
  )
}
