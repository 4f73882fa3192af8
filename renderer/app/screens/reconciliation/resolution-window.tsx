import { useMutation } from '@tanstack/react-query'
import { Descriptions, Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { resolveDifference } from '#contract/ipc/reconciliation.ts'
import type { ReconciliationDifference } from '#contract/reconciliation.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

interface ResolutionWindowProps {
  readonly difference: ReconciliationDifference
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** What was found, what it means, and what head office established. */
export function ResolutionWindow({ difference, onDone, onCancel }: ResolutionWindowProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ reason: string }>()
  const resolving = useMutation({
    mutationFn: (reason: string) => invoke(resolveDifference, { params: { id: difference.id }, body: { reason } }),
    onSuccess: onDone,
  })
  const { kind, reportNumber, queryId, happenedAt } = difference
  const unknown = t('reconciliation.unknown')
  const items = [
    { key: 'kind', label: t('reconciliation.kindTitle'), children: t(`reconciliation.kind.${kind}`) },
    { key: 'at', label: t('reconciliation.happenedAt'), children: shanghaiMoment(happenedAt) },
    { key: 'number', label: t('reconciliation.reportNumber'), children: reportNumber ?? unknown },
    { key: 'query', label: t('reconciliation.query'), children: queryId ?? unknown },
  ]

  return (
    <Modal
      open
      width={600}
      title={t('reconciliation.resolveTitle')}
      okText={t('reconciliation.resolve')}
      cancelText={t('reconciliation.cancel')}
      okButtonProps={{ loading: resolving.isPending }}
      onOk={() => form.submit()}
      onCancel={onCancel}
      mask={{ closable: false }}
    >
      <div className="stack">
        <Descriptions column={1} size="small" items={items} />
        <p className="muted">{t(`reconciliation.kindMeaning.${kind}`)}</p>
        <FailureAlert error={resolving.error} />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={({ reason }) => resolving.mutate(reason)}>
          <Form.Item
            name="reason"
            label={t('reconciliation.reason')}
            extra={t('reconciliation.reasonHint')}
            rules={[{ required: true, min: 4, whitespace: true, message: t('reconciliation.reasonWrong') }]}
          >
            <Input.TextArea rows={3} maxLength={400} showCount autoFocus />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  )
}
