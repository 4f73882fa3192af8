import { useMutation } from '@tanstack/react-query'
import { DatePicker, Form, Input, InputNumber, Modal } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { reportPublicity } from '#contract/ipc/publicity.ts'
import type { PublicityActivity } from '#contract/publicity.ts'
import { AttachmentField } from '#renderer/app/components/attachment-field.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useAttachments } from '#renderer/app/hooks/use-attachments.ts'
import { useDraft } from '#renderer/app/hooks/use-draft.ts'
import { useToday } from '#renderer/app/hooks/use-today.ts'
import { invoke } from '#renderer/bridge.ts'

interface ReportFormProps {
  readonly activity: PublicityActivity
  readonly onDone: () => void
  readonly onClose: () => void
}

interface Values {
  readonly heldOn: Dayjs
  readonly peopleReached: number
  readonly materialsGiven: number
  readonly summary: string
}

/** What came of an activity; written once. */
export function ReportForm({ activity, onDone, onClose }: ReportFormProps) {
  const { t } = useTranslation()
  const today = useToday()
  const [form] = Form.useForm<Values>()
  const draft = useDraft(`publicity-report ${activity.id}`, form)
  const photos = useAttachments()
  const reporting = useMutation({
    mutationFn: ({ heldOn, ...values }: Values) =>
      invoke(reportPublicity, {
        params: { id: activity.id },
        body: { ...values, heldOn: heldOn.format('YYYY-MM-DD'), photos: [...photos.files] },
      }),
    onSuccess: () => {
      draft.drop()
      onDone()
    },
  })
  const heldOn = dayjs(activity.plannedOn).isAfter(today) ? today : activity.plannedOn
  const number = [{ required: true, message: t('publicity.wrong.number') }]

  return (
    <Modal
      open
      width={620}
      title={t('publicity.report')}
      okText={t('publicity.saveReport')}
      cancelText={t('publicity.cancel')}
      okButtonProps={{ loading: reporting.isPending, disabled: photos.isBusy }}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t('publicity.reportOnce')}</p>
      <div className="form-alert">
        <FailureAlert error={reporting.error} />
      </div>
      <Form
        form={form}
        name="publicity-report"
        layout="vertical"
        requiredMark={false}
        initialValues={{ heldOn: dayjs(heldOn) }}
        onValuesChange={(_, values) => draft.keep(values)}
        onFinish={(values) => reporting.mutate(values)}
      >
        <Form.Item
          name="heldOn"
          label={t('publicity.heldOn')}
          rules={[{ required: true, message: t('publicity.wrong.day') }]}
        >
          <DatePicker maxDate={dayjs(today)} />
        </Form.Item>
        <div className="two-fields">
          <Form.Item name="peopleReached" label={t('publicity.peopleReached')} rules={number}>
            <InputNumber min={0} max={10_000_000} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="materialsGiven" label={t('publicity.materialsGiven')} rules={number}>
            <InputNumber min={0} max={10_000_000} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <Form.Item
          name="summary"
          label={t('publicity.summary')}
          rules={[{ required: true, min: 4, whitespace: true, message: t('publicity.wrong.summary') }]}
        >
          <Input.TextArea rows={4} maxLength={4000} />
        </Form.Item>
        <Form.Item label={t('publicity.photos')} extra={t('publicity.photosHint')}>
          <AttachmentField attachments={photos} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
