import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { signInToTraining } from '#contract/ipc/training.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'

interface SignInValues {
  readonly code: string
  readonly dynamicPassword: string
}

/** The code on the trainer's screen and one's own dynamic password. */
export function SignInForm({ onSigned }: { onSigned: () => Promise<void> }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<SignInValues>()
  const signing = useMutation({
    mutationFn: (body: SignInValues) => invoke(signInToTraining, { body }),
    onSuccess: onSigned,
    onError: () => form.resetFields(['dynamicPassword']),
  })
  const digits = (least: number, most: number) => [
    { pattern: new RegExp(`^\\d{${least},${most}}$`), required: true, message: t('training.digits') },
  ]
  return (
    <div className="stack">
      <FailureAlert error={signing.error} />
      <Form form={form} layout="inline" requiredMark={false} onFinish={(values) => signing.mutate(values)}>
        <Form.Item name="code" label={t('training.roomCode')} rules={digits(6, 6)}>
          <Input maxLength={6} inputMode="numeric" autoComplete="off" autoFocus style={{ width: 120 }} />
        </Form.Item>
        <Form.Item name="dynamicPassword" label={t('training.dynamicPassword')} rules={digits(6, 8)}>
          <Input maxLength={8} inputMode="numeric" autoComplete="off" style={{ width: 120 }} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={signing.isPending}>
          {t('training.signIn')}
        </Button>
      </Form>
    </div>
  )
}
