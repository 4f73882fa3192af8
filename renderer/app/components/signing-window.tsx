import { Form, Input, type InputRef, Modal, Spin } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { OperationChallenge, SignedAction } from '#contract/approval.ts'
import { shanghaiTimeOfDay } from '#renderer/shanghai-time.ts'
import { FailureAlert } from './failure-alert.tsx'

interface SigningWindowProps {
  readonly action: SignedAction
  /** What exactly is signed, in the words of the screen that asks. */
  readonly summary: ReactNode
  /** `undefined` until the service has given one. */
  readonly challenge: OperationChallenge | undefined
  readonly isBusy: boolean
  readonly error: Error | null
  readonly onSign: (code: string) => void
  readonly onCancel: () => void
}

/** Shows an operation and its challenge, and takes what the token answers. */
export function SigningWindow(props: SigningWindowProps) {
  const { action, summary, challenge, isBusy, error, onSign, onCancel } = props
  const { t } = useTranslation()
  const [form] = Form.useForm<{ code: string }>()
  const field = useRef<InputRef>(null)
  // A new challenge wants a new code.
  useEffect(() => {
    form.resetFields()
    if (challenge) field.current?.focus()
  }, [challenge, form])

  return (
    <Modal
      open
      title={t(`signing.action.${action}`)}
      okText={t('signing.sign')}
      cancelText={t('signing.cancel')}
      okButtonProps={{ disabled: !challenge, loading: isBusy }}
      onOk={() => form.submit()}
      onCancel={onCancel}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <div className="stack">
        {summary}
        <FailureAlert error={error} />
        <div>
          <span className="muted">{t('signing.challenge')}</span>
          <div className="challenge">{challenge ? grouped(challenge.question) : <Spin size="small" />}</div>
          <p className="muted">{t('signing.how')}</p>
          {challenge && <p className="muted">{t('signing.expires', { at: shanghaiTimeOfDay(challenge.expiresAt) })}</p>}
        </div>
        <Form form={form} layout="vertical" requiredMark={false} onFinish={({ code }) => onSign(code)}>
          <Form.Item
            name="code"
            label={t('signing.code')}
            rules={[{ required: true, pattern: codePattern, message: t('signing.codeWrong') }]}
          >
            <Input ref={field} size="large" inputMode="numeric" autoComplete="off" maxLength={10} />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  )
}

const codePattern = /^\d{6,10}$/

/** Read and typed more easily in two groups. */
function grouped(question: string): string {
  return `${question.slice(0, 4)} ${question.slice(4)}`
}
