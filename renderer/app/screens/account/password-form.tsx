import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { changePassword } from '#contract/ipc/password.ts'
import { readSession } from '#contract/ipc/shell.ts'
import type { PasswordChange } from '#contract/password.ts'
import { passwordProblem } from '#contract/rules/new-password.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

type Typed = PasswordChange & { readonly repeated: string }

/** Changes the password of who is logged in, before it has to be. */
export function PasswordForm() {
  const { t } = useTranslation()
  const { user, password } = useSession()
  const [form] = Form.useForm<Typed>()
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: ({ currentPassword, newPassword }: Typed) => invoke(changePassword, { currentPassword, newPassword }),
    onSuccess: () => {
      form.resetFields()
      void client.invalidateQueries({ queryKey: [readSession.name] })
    },
  })
  const judge = async (typed: string) => {
    const problem = passwordProblem(typed ?? '', { employeeId: user.employeeId, minLength: password.minLength })
    if (problem) throw new Error(t(`account.password.problem.${problem}`))
  }

  return (
    <Card title={t('account.password.title')}>
      <div className="stack">
        {password.expiresAt && <p>{t('account.password.until', { at: shanghaiMoment(password.expiresAt) })}</p>}
        {change.isSuccess && <Alert type="success" showIcon title={t('account.password.done')} />}
        <FailureAlert error={change.error} />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => change.mutate(typed)}>
          <Form.Item
            name="currentPassword"
            label={t('account.password.current')}
            rules={[{ required: true, message: t('account.password.missing') }]}
          >
            <Input.Password visibilityToggle={false} autoComplete="off" maxLength={128} />
          </Form.Item>
          <Form.Item
            name="newPassword"
            label={t('account.password.new')}
            extra={t('account.password.rule', { minLength: password.minLength })}
            rules={[{ validator: (_, typed: string) => judge(typed) }]}
          >
            <Input.Password visibilityToggle={false} autoComplete="off" maxLength={128} />
          </Form.Item>
          <Form.Item
            name="repeated"
            label={t('account.password.repeated')}
            dependencies={['newPassword']}
            rules={[
              ({ getFieldValue }) => ({
                validator: async (_, typed: string) => {
                  if (typed !== getFieldValue('newPassword')) throw new Error(t('account.password.differs'))
                },
              }),
            ]}
          >
            <Input.Password visibilityToggle={false} autoComplete="off" maxLength={128} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t('account.password.change')}
          </Button>
        </Form>
      </div>
    </Card>
  )
}
