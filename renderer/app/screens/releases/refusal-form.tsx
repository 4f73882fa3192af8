import { Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { refuseRelease } from '#contract/ipc/release.ts'
import { type ReleaseCase, ReleaseReason, refuseOperation } from '#contract/release.ts'
import type { SigningRequest } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'
import { CaseSummary } from './case-summary.tsx'

interface RefusalFormProps {
  readonly one: ReleaseCase
  readonly sign: (request: SigningRequest) => void
  readonly onClose: () => void
}

/** Why a request is not granted; the officer reads it. */
export function RefusalForm({ one, sign, onClose }: RefusalFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ note: string }>()
  const { id, queryId } = one
  const refuse = ({ note }: { note: string }) =>
    sign({
      operation: refuseOperation({ id, queryId }),
      summary: <CaseSummary one={one} />,
      carryOut: (signature) => invoke(refuseRelease, { params: { id }, body: { note: note.trim(), signature } }),
      onDone: onClose,
    })

  return (
    <Modal
      open
      title={t('release.refuse')}
      okText={t('release.refuse')}
      cancelText={t('signing.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={refuse}>
        <Form.Item
          name="note"
          label={t('release.note')}
          rules={[
            { validator: (_, value) => refuseUnless(ReleaseReason.safeParse(value).success, t('release.reasonWrong')) },
          ]}
        >
          <Input.TextArea rows={3} maxLength={200} showCount autoFocus placeholder={t('release.noteHint')} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

async function refuseUnless(isRight: boolean, text: string): Promise<void> {
  if (!isRight) throw new Error(text)
}
