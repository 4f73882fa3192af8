import { Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'

interface LiftingFormProps {
  readonly scope: string
  readonly isBusy: boolean
  readonly onPropose: (reason: string) => void
  readonly onClose: () => void
}

/** Why a stop can end; somebody else signs it. */
export function LiftingForm({ scope, isBusy, onPropose, onClose }: LiftingFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ reason: string }>()
  return (
    <Modal
      open
      title={t('queryStop.liftingTitle', { scope })}
      okText={t('queryStop.liftingNext')}
      okButtonProps={{ loading: isBusy }}
      cancelText={t('queryStop.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ reason }) => onPropose(reason)}>
        <Form.Item
          name="reason"
          label={t('queryStop.liftingReason')}
          rules={[{ required: true, min: 4, whitespace: true, message: t('queryStop.reasonWrong') }]}
        >
          <Input.TextArea rows={3} maxLength={120} showCount />
        </Form.Item>
      </Form>
    </Modal>
  )
}
