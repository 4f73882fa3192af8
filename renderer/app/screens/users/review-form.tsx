import { Button, Descriptions, Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { reviewReturn } from '#contract/ipc/way-back.ts'
import { type ReturnReview, reviewOperation, type SuspendedUser } from '#contract/way-back.ts'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

/** After a passed retest: may the person apply afresh. */
export function ReviewForm({ user, onDone }: { user: SuspendedUser; onDone: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<ReturnReview>()
  const { sign, signingWindow } = useSigning()
  const { employeeId, name, retest } = user
  if (!retest) return null
  const { paper, score, passMark, handedInAt } = retest

  const finish = ({ decision, note }: ReturnReview) =>
    sign({
      operation: reviewOperation(employeeId, paper, decision),
      summary: <p>{t(`wayBack.reviewSummary.${decision}`, { name, employeeId, score })}</p>,
      carryOut: (signature) =>
        invoke(reviewReturn, { params: { employeeId }, body: { paper, decision, note, signature } }),
      onDone,
    })

  return (
    <div className="stack">
      <Descriptions
        column={2}
        size="small"
        items={[
          { key: 'score', label: t('wayBack.retestScore'), children: `${score} / ${passMark}` },
          { key: 'at', label: t('wayBack.retestAt'), children: shanghaiMoment(handedInAt) },
        ]}
      />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={finish}>
        <Form.Item
          name="decision"
          label={t('wayBack.decision')}
          rules={[{ required: true, message: t('user.chooseOne') }]}
        >
          <Radio.Group
            options={(['accepted', 'refused'] as const).map((value) => ({
              value,
              label: t(`wayBack.decisions.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="note"
          label={t('user.note')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('user.noteMissing') }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t('user.next')}
        </Button>
      </Form>
      {signingWindow}
    </div>
  )
}
