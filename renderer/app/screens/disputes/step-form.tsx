import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, Popconfirm, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  type Dispute,
  disputeDeliveries,
  disputeOutcomes,
  disputeReceivers,
  NewDisputeStep,
} from '#contract/dispute.ts'
import { stepDispute } from '#contract/ipc/dispute.ts'
import { stepsAfter } from '#contract/rules/dispute-steps.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useDraft } from '#renderer/app/hooks/use-draft.ts'
import { invoke } from '#renderer/bridge.ts'

type StepKind = NewDisputeStep['kind']

const detailsOf = { sent: disputeReceivers, checked: disputeOutcomes, answered: disputeDeliveries, closed: [] } as const

interface Values {
  readonly kind: StepKind
  readonly detail?: string
  readonly text: string
}

/** What is done next, in words; a step cannot be taken back. */
export function StepForm({ dispute, onDone }: { dispute: Dispute; onDone: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const draft = useDraft(`dispute-step ${dispute.id} ${dispute.state}`, form)
  const possible = stepsAfter(dispute.state)
  const kind = Form.useWatch('kind', form) ?? possible[0] ?? 'closed'
  const details = detailsOf[kind]
  const stepping = useMutation({
    mutationFn: ({ kind: chosen, detail, text }: Values) =>
      invoke(stepDispute, {
        params: { id: dispute.id },
        body: NewDisputeStep.parse({ kind: chosen, detail: detailsOf[chosen].length > 0 ? detail : null, text }),
      }),
    onSuccess: () => {
      draft.drop()
      onDone()
    },
  })

  return (
    <div>
      <h2 className="section">{t('dispute.next')}</h2>
      <div className="form-alert">
        <FailureAlert error={stepping.error} />
      </div>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: possible[0] }}
        onValuesChange={(change, values) => {
          if ('kind' in change) form.setFieldValue('detail', undefined)
          draft.keep(values)
        }}
        onFinish={(values) => stepping.mutate(values)}
      >
        <Form.Item name="kind" hidden={possible.length === 1}>
          <Radio.Group options={possible.map((value) => ({ value, label: t(`dispute.step.${value}`) }))} />
        </Form.Item>
        {details.length > 0 && (
          <Form.Item
            name="detail"
            label={t(`dispute.detailTitle.${kind as 'sent' | 'checked' | 'answered'}`)}
            rules={[{ required: true, message: t('dispute.wrong.detail') }]}
          >
            <Radio.Group options={details.map((value) => ({ value, label: t(`dispute.detail.${value}`) }))} />
          </Form.Item>
        )}
        <Form.Item
          name="text"
          label={t(`dispute.textTitle.${kind}`)}
          extra={t(`dispute.textHint.${kind}`)}
          rules={[{ required: true, min: 4, whitespace: true, message: t('dispute.wrong.text') }]}
        >
          <Input.TextArea rows={4} maxLength={2000} showCount />
        </Form.Item>
        <Popconfirm
          title={t('dispute.confirmStep', { step: t(`dispute.step.${kind}`) })}
          okText={t(`dispute.step.${kind}`)}
          cancelText={t('dispute.cancel')}
          onConfirm={() => form.submit()}
        >
          <Button type="primary" loading={stepping.isPending}>
            {t(`dispute.step.${kind}`)}
          </Button>
        </Popconfirm>
      </Form>
    </div>
  )
}
