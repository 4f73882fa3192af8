import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { compareCheckpoints } from '#contract/ipc/audit-desk.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'

interface Typed {
  readonly older: string
  readonly newer?: string
}

const types = {
  grown: 'success',
  same: 'success',
  forked: 'error',
  'older-unsigned': 'warning',
  'newer-unsigned': 'warning',
} as const

/** Two checkpoints: has the log only grown between them? */
export function CheckpointPanel() {
  const { t } = useTranslation()
  const comparing = useMutation({
    mutationFn: ({ older, newer = '' }: Typed) => invoke(compareCheckpoints, { older, newer }),
  })
  const { data } = comparing
  const note = (
    <Input.TextArea rows={7} spellCheck={false} autoComplete="off" maxLength={4000} className="checkpoint-note" />
  )
  return (
    <div className="stack">
      <p className="muted">{t('auditDesk.checkpointHint')}</p>
      <Form<Typed> layout="vertical" requiredMark={false} onFinish={(typed) => comparing.mutate(typed)}>
        <div className="two-fields">
          <Form.Item
            name="older"
            label={t('auditDesk.older')}
            rules={[{ required: true, whitespace: true, message: t('auditDesk.required') }]}
          >
            {note}
          </Form.Item>
          <Form.Item name="newer" label={t('auditDesk.newer')}>
            {note}
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={comparing.isPending}>
          {t('auditDesk.compare')}
        </Button>
      </Form>
      <FailureAlert error={comparing.error} />
      {data && (
        <Alert
          type={types[data.outcome]}
          showIcon
          title={t(`auditDesk.outcome.${data.outcome}`, { older: data.olderSize ?? 0, newer: data.newerSize ?? 0 })}
          description={t(`auditDesk.outcomeNext.${data.outcome}`)}
        />
      )}
    </div>
  )
}
