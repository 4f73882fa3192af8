import { Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { stopUser, suspendUser } from '#contract/ipc/user.ts'
import { type Suspension, stopOperation, suspensionCauses, suspensionOperation, type UserRow } from '#contract/user.ts'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'

interface SuspensionFormProps {
  readonly user: UserRow
  readonly what: 'suspend' | 'stop'
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Why a user is suspended or stopped; takes effect at once, on a running client too. */
export function SuspensionForm({ user, what, onDone, onClose }: SuspensionFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Suspension>()
  const { sign, signingWindow } = useSigning()
  const { employeeId, name } = user

  const finish = ({ cause, note }: Suspension) =>
    sign({
      operation: what === 'suspend' ? suspensionOperation(employeeId, cause) : stopOperation(employeeId, cause),
      summary: t(`user.${what}Summary`, { name, employeeId, cause: t(`user.cause.${cause}`) }),
      carryOut: (signature) =>
        invoke(what === 'suspend' ? suspendUser : stopUser, {
          params: { employeeId },
          body: { cause, note, signature },
        }),
      onDone,
    })

  return (
    <Modal
      open
      title={t(`user.${what}Title`, { name })}
      okText={t('user.next')}
      cancelText={t('user.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t(`user.${what}Hint`)}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={finish}>
        <Form.Item
          name="cause"
          label={t('user.causeLabel')}
          rules={[{ required: true, message: t('user.causeMissing') }]}
        >
          <Select options={suspensionCauses.map((value) => ({ value, label: t(`user.cause.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="note"
          label={t('user.note')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('user.noteMissing') }]}
        >
          <Input.TextArea rows={3} maxLength={200} showCount />
        </Form.Item>
      </Form>
      {signingWindow}
    </Modal>
  )
}
