import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TwoCodes as Codes } from '#contract/token.ts'

/** Two codes in a row, as the token shows them one after the other. */
export function TwoCodes({ isBusy, onCodes }: { readonly isBusy: boolean; readonly onCodes: (codes: Codes) => void }) {
  const { t } = useTranslation()
  const rules = [{ required: true, pattern: /^\d{6,8}$/, message: t('tokens.codeWrong') }]
  return (
    <Form<Codes> layout="inline" requiredMark={false} onFinish={onCodes}>
      <Form.Item name="firstCode" label={t('tokens.firstCode')} rules={rules}>
        <Input autoComplete="off" inputMode="numeric" maxLength={8} style={{ width: 110 }} />
      </Form.Item>
      <Form.Item name="secondCode" label={t('tokens.secondCode')} rules={rules}>
        <Input autoComplete="off" inputMode="numeric" maxLength={8} style={{ width: 110 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {t('tokens.confirm')}
      </Button>
    </Form>
  )
}
