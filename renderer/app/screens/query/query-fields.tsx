import { Form, type FormInstance, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { BusinessCard } from '#renderer/app/components/business-card.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ReferenceField } from '#renderer/app/components/reference-field.tsx'
import { SubjectFields } from '#renderer/app/components/subject-fields.tsx'
import type { BusinessLookup } from '#renderer/app/hooks/use-business.ts'
import { useFirstFocus } from '#renderer/app/hooks/use-first-focus.ts'
import { usePurposes } from '#renderer/app/hooks/use-purposes.ts'
import type { Start } from '#renderer/app/place.ts'
import { valuesOf } from '#renderer/app/subject-values.ts'
import { ConsentChoice } from './consent-choice.tsx'
import type { QueryFormValues } from './use-ask.ts'

interface QueryFieldsProps {
  readonly form: FormInstance<QueryFormValues>
  readonly start: Start | undefined
  readonly business: BusinessLookup
  readonly isPending: boolean
  /** Anything in the form is no longer what it was. */
  readonly onChanged: () => void
  readonly onAsk: (values: QueryFormValues) => void
  readonly onUpload: (reference: string) => void
}

export function QueryFields({ form, start, business, isPending, onChanged, onAsk, onUpload }: QueryFieldsProps) {
  const { t } = useTranslation()
  const subject = Form.useWatch('subject', form)
  const found = business.business
  const purposes = usePurposes(form, (possible) => {
    const chosen = form.getFieldValue('purpose')
    const [only, ...others] = possible
    if (!possible.includes(chosen)) form.setFieldValue('purpose', others.length === 0 ? only : undefined)
  })

  const fill = (values: Partial<QueryFormValues>) => {
    form.setFieldsValue(values)
    onChanged()
  }
  const changed = (change: Partial<QueryFormValues>) => {
    onChanged()
    if (!('reference' in change)) return
    business.forget()
    form.setFieldsValue({ consent: undefined })
  }

  /** Without its business a query could only be blocked: what was not looked up yet is looked up first. */
  const ask = (values: QueryFormValues) => (found ? onAsk(values) : business.lookUp(values.reference))
  useFirstFocus(form)

  return (
    <Form
      form={form}
      name="query"
      layout="vertical"
      requiredMark={false}
      disabled={isPending}
      initialValues={{
        reference: start?.reference,
        consent: start?.consentId,
      }}
      onValuesChange={changed}
      onFinish={ask}
      scrollToFirstError={{ focus: true }}
    >
      <div className="two-fields">
        <ReferenceField isPending={business.isPending} onTyped={business.lookUp} />
        <Form.Item
          name="purpose"
          label={t('query.purpose')}
          rules={[{ required: true, message: t('query.purposeMissing') }]}
        >
          <Select options={purposes.map((value) => ({ value, label: t(`terms.purpose.${value}`) }))} />
        </Form.Item>
      </div>
      <div className="form-alert">
        <FailureAlert error={business.error} />
      </div>
      {found && (
        <BusinessCard business={found} subject={subject} onPick={(picked) => fill({ subject: valuesOf(picked) })} />
      )}
      <h2 className="section">{t('query.subjectSection')}</h2>
      <SubjectFields onChanged={onChanged} />
      <h2 className="section">{t('query.consentSection')}</h2>
      <ConsentChoice
        reference={found?.reference}
        onOnlyOne={(id) => form.getFieldValue('consent') === undefined && fill({ consent: id })}
        onUpload={() => found && onUpload(found.reference)}
      />
    </Form>
  )
}
