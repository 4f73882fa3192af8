import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { type StopRequest, stopCauses } from '#contract/query-stop.ts'

interface Place {
  readonly code: string
  readonly name: string
  readonly parent: string | null
  readonly closedOn: string | null
}

type Values = Omit<StopRequest, 'id'>

interface StopFormProps {
  readonly institutions: readonly Place[]
  readonly isBusy: boolean
  readonly onPropose: (stop: Values) => Promise<void>
}

/** Where, why, and what the officers are told. */
export function StopForm({ institutions, isBusy, onPropose }: StopFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const options = institutions
    .filter(({ closedOn }) => closedOn === null)
    .map(({ code, name, parent }) => ({
      value: code,
      label:
        parent === null ? `${t('queryStop.wholeBank')} · ${name}` : `${t('queryStop.withBelow', { name })} ${code}`,
    }))
  const propose = async (values: Values) => {
    await onPropose(values)
    form.resetFields()
  }

  return (
    <Form form={form} name="query-stop" layout="vertical" requiredMark={false} onFinish={propose}>
      <div className="stop-fields">
        <Form.Item
          name="institution"
          label={t('queryStop.institution')}
          rules={[{ required: true, message: t('queryStop.institutionMissing') }]}
        >
          <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
        </Form.Item>
        <Form.Item
          name="cause"
          label={t('queryStop.cause')}
          rules={[{ required: true, message: t('queryStop.causeMissing') }]}
        >
          <Select options={stopCauses.map((value) => ({ value, label: t(`queryStop.causes.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('queryStop.reason')}
          rules={[{ required: true, min: 4, whitespace: true, message: t('queryStop.reasonWrong') }]}
        >
          <Input maxLength={120} placeholder={t('queryStop.reasonHint')} />
        </Form.Item>
      </div>
      <div className="row">
        <Button danger type="primary" htmlType="submit" loading={isBusy}>
          {t('queryStop.propose')}
        </Button>
        <span className="muted">{t('queryStop.signHint')}</span>
      </div>
    </Form>
  )
}
