import { useMutation, useQuery } from '@tanstack/react-query'
import { DatePicker, Form, Input, Modal, Radio, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Dispute, DisputeId, type DisputeKind, disputeKinds } from '#contract/dispute.ts'
import { listDisputableQueries, registerDispute } from '#contract/ipc/dispute.ts'
import { BusinessReference } from '#contract/values.ts'
import { AttachmentField } from '#renderer/app/components/attachment-field.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { SubjectFields } from '#renderer/app/components/subject-fields.tsx'
import { useAttachments } from '#renderer/app/hooks/use-attachments.ts'
import { useDraft } from '#renderer/app/hooks/use-draft.ts'
import { useToday } from '#renderer/app/hooks/use-today.ts'
import { type SubjectValues, subjectOf } from '#renderer/app/subject-values.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

interface DisputeFormProps {
  readonly onDone: (dispute: Dispute) => void
  readonly onClose: () => void
}

interface Values {
  readonly kind: DisputeKind
  readonly subject: SubjectValues
  readonly businessReference?: string
  readonly query?: string
  readonly contested: string
  readonly broughtBy: 'subject' | 'agent'
  readonly receivedOn: Dayjs
}

/** Takes a dispute into the register. What was typed stays when the window is closed without sending. */
export function DisputeForm({ onDone, onClose }: DisputeFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const [id] = useState(() => DisputeId.parse(crypto.randomUUID()))
  const draft = useDraft('dispute', form)
  const attachments = useAttachments()
  const today = useToday()
  const reference = Form.useWatch('businessReference', form)?.trim().toUpperCase() ?? ''
  const queries = useQuery({
    ...query(listDisputableQueries, { params: { reference } }),
    enabled: BusinessReference.safeParse(reference).success,
  })
  const registering = useMutation({
    mutationFn: ({ subject, businessReference, receivedOn, query: chosen, ...values }: Values) =>
      invoke(registerDispute, {
        body: {
          ...values,
          id,
          subject: subjectOf(subject),
          businessReference: businessReference?.trim() ? businessReference.trim().toUpperCase() : null,
          query: chosen ?? null,
          receivedOn: receivedOn.format('YYYY-MM-DD'),
          attachments: [...attachments.files],
        },
      }),
    onSuccess: (dispute) => {
      draft.drop()
      onDone(dispute)
    },
  })

  return (
    <Modal
      open
      width={760}
      title={t('dispute.take')}
      okText={t('dispute.register')}
      cancelText={t('dispute.cancel')}
      okButtonProps={{ loading: registering.isPending, disabled: attachments.isBusy }}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="form-alert">
        <FailureAlert error={registering.error} />
      </div>
      <Form
        form={form}
        name="dispute"
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'overdue', broughtBy: 'subject', receivedOn: dayjs(today) }}
        onValuesChange={(_, values) => draft.keep(values)}
        onFinish={(values) => registering.mutate(values)}
      >
        <SubjectFields isAnyKind onChanged={() => undefined} />
        <div className="two-fields">
          <Form.Item name="broughtBy" label={t('dispute.broughtByTitle')}>
            <Radio.Group
              options={(['subject', 'agent'] as const).map((value) => ({
                value,
                label: t(`dispute.broughtBy.${value}`),
              }))}
            />
          </Form.Item>
          <Form.Item
            name="receivedOn"
            label={t('dispute.receivedOn')}
            rules={[{ required: true, message: t('dispute.wrong.receivedOn') }]}
          >
            <DatePicker style={{ width: '100%' }} maxDate={dayjs(today)} />
          </Form.Item>
          <Form.Item
            name="businessReference"
            label={t('dispute.reference')}
            rules={[{ pattern: /^\s*[A-Za-z0-9-]{6,40}\s*$/, message: t('shell.business.referenceWrong') }]}
          >
            <Input autoComplete="off" maxLength={40} />
          </Form.Item>
          <Form.Item name="query" label={t('dispute.query')}>
            <Select
              allowClear
              loading={queries.isFetching}
              placeholder={t(queries.data?.length === 0 ? 'dispute.noQueries' : 'dispute.chooseQuery')}
              options={(queries.data ?? []).map((one) => ({
                value: one.id,
                label: `${shanghaiMoment(one.askedAt)} ${one.employeeId} ${one.reportNumber ?? ''}`,
              }))}
            />
          </Form.Item>
        </div>
        <Form.Item name="kind" label={t('dispute.kindTitle')}>
          <Radio.Group options={disputeKinds.map((value) => ({ value, label: t(`dispute.kind.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="contested"
          label={t('dispute.contested')}
          extra={t('dispute.contestedHint')}
          rules={[{ required: true, min: 4, whitespace: true, message: t('dispute.wrong.text') }]}
        >
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
        <Form.Item label={t('dispute.documents')}>
          <AttachmentField attachments={attachments} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
