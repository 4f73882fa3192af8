import { Card, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Consent } from '#contract/consent.ts'
import type { Purpose } from '#contract/purpose.ts'
import { BusinessCard } from '#renderer/app/components/business-card.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ReferenceField } from '#renderer/app/components/reference-field.tsx'
import { SubjectFields } from '#renderer/app/components/subject-fields.tsx'
import { useBusiness } from '#renderer/app/hooks/use-business.ts'
import { useFirstFocus } from '#renderer/app/hooks/use-first-focus.ts'
import { usePurposes } from '#renderer/app/hooks/use-purposes.ts'
import { useServiceTime } from '#renderer/app/hooks/use-service-time.ts'
import type { Start } from '#renderer/app/place.ts'
import { valuesOf } from '#renderer/app/subject-values.ts'
import { shanghaiDay } from '#renderer/shanghai-time.ts'
import { FormButton } from './form-button.tsx'
import { ScansCard } from './scans-card.tsx'
import { StatementFields } from './statement-fields.tsx'
import { useDraft } from './use-draft.ts'
import { useFindings } from './use-findings.ts'
import { usePrintedForm } from './use-printed-form.ts'
import { useScanner } from './use-scanner.ts'
import { useScans } from './use-scans.ts'
import { type ConsentFormValues, useUpload } from './use-upload.ts'

interface ConsentFormProps {
  readonly start: Start | undefined
  readonly onRegistered: (consent: Consent) => void
}

/** Everything entered stays when an upload fails. */
export function ConsentForm({ start, onRegistered }: ConsentFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<ConsentFormValues>()
  const subject = Form.useWatch('subject', form)
  const now = useServiceTime()
  const scans = useScans()
  const findings = useFindings(scans.scans)
  const business = useBusiness(start?.reference, ({ parties: [first, ...others] }) => {
    if (first && others.length === 0) form.setFieldsValue({ subject: valuesOf(first.subject) })
  })

  const draft = useDraft({
    form,
    draftId: start?.draftId,
    scans: scans.scans,
    quarterTurns: scans.quarterTurns,
    restore: scans.restore,
    onRestored: business.lookUp,
  })
  const upload = useUpload(draft.id, onRegistered)
  usePrintedForm(form, findings.seen, business.lookUp)
  useScanner(scans.add)

  const purposes = usePurposes(form, (possible) => {
    const chosen: Purpose[] = form.getFieldValue('purposes') ?? []
    form.setFieldsValue({ purposes: chosen.filter((one) => possible.includes(one)) })
  })

  useFirstFocus(form)
  const changed = (change: Partial<ConsentFormValues>) => {
    upload.renew()
    draft.noteChange()
    if ('reference' in change) business.forget()
  }
  const send = (values: ConsentFormValues) => {
    const handles = scans.scans.filter(({ refusal }) => refusal === null).map(({ handle }) => handle)
    if (handles.length > 0 && handles.length === scans.scans.length && !upload.isPending)
      upload.upload({ values, handles, quarterTurns: scans.quarterTurns })
  }

  return (
    <Form
      form={form}
      name="consent"
      layout="vertical"
      requiredMark={false}
      disabled={upload.isPending}
      initialValues={{ reference: start?.reference }}
      onValuesChange={changed}
      onFinish={send}
      scrollToFirstError={{ focus: true }}
    >
      <div className="two-columns">
        <Card>
          <ReferenceField isPending={business.isPending} onTyped={business.lookUp} />
          <div className="form-alert">
            <FailureAlert error={business.error} />
          </div>
          {business.business && (
            <BusinessCard
              business={business.business}
              subject={subject}
              onPick={(picked) => {
                form.setFieldsValue({ subject: valuesOf(picked) })
                upload.renew()
              }}
            />
          )}
          <h2 className="section">{t('consent.subjectSection')}</h2>
          <SubjectFields onChanged={upload.renew} />
          <h2 className="section">{t('consent.statementSection')}</h2>
          <StatementFields purposes={purposes} today={shanghaiDay(now ?? Date.now())} />
          <FormButton form={form} />
        </Card>
        <ScansCard kind={subject?.kind ?? 'personal'} scans={scans} findings={findings} upload={upload} />
      </div>
    </Form>
  )
}
