import { Alert, Button, Form, Input, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { ReleaseReason, type ReleaseState } from '#contract/release.ts'
import { shanghaiTimeOfDay } from '#renderer/shanghai-time.ts'

interface ReleasePanelProps {
  /** `null`: none was asked for yet. */
  readonly release: ReleaseState | null
  readonly isBusy: boolean
  readonly onRequest: (reason: string) => void
  /** Asks the bureau by the release that was given. */
  readonly onUse: (releaseId: string) => void
}

/** Asks for a release of a blocked query, shows what became of it, and uses it. */
export function ReleasePanel({ release, isBusy, onRequest, onUse }: ReleasePanelProps) {
  const { t } = useTranslation()
  if (release === null) return <RequestForm isBusy={isBusy} onRequest={onRequest} />
  const { id, state, note, validUntil } = release
  if (state === 'waiting') {
    return (
      <span className="waiting-row" role="status">
        <Spin size="small" />
        {t('release.waiting', { at: shanghaiTimeOfDay(release.requestedAt) })}
      </span>
    )
  }
  if (state === 'granted' && validUntil !== null) {
    return (
      <Alert
        type="success"
        showIcon
        role="status"
        title={t('release.granted', { until: shanghaiTimeOfDay(validUntil) })}
        action={
          <Button type="primary" autoFocus loading={isBusy} onClick={() => onUse(id)}>
            {t('release.use')}
          </Button>
        }
      />
    )
  }
  if (state === 'refused') return <Alert type="warning" showIcon title={t('release.refused')} description={note} />
  return <Alert type="warning" showIcon title={t(state === 'used' ? 'release.used' : 'release.lapsed')} />
}

function RequestForm({ isBusy, onRequest }: Pick<ReleasePanelProps, 'isBusy' | 'onRequest'>) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ reason: string }>()
  const isReason = (value: unknown) => ReleaseReason.safeParse(value).success
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={({ reason }) => onRequest(reason.trim())}>
      <Form.Item
        name="reason"
        label={t('release.reason')}
        validateTrigger="onBlur"
        rules={[{ validator: (_, value) => refuseUnless(isReason(value), t('release.reasonWrong')) }]}
      >
        <Input.TextArea rows={2} maxLength={200} showCount placeholder={t('release.reasonHint')} />
      </Form.Item>
      <Button htmlType="submit" loading={isBusy}>
        {t('release.request')}
      </Button>
    </Form>
  )
}

async function refuseUnless(isRight: boolean, text: string): Promise<void> {
  if (!isRight) throw new Error(text)
}
