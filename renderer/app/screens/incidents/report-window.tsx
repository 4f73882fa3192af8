import { useMutation } from '@tanstack/react-query'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Incident, IncidentId, ReportedIncident } from '#contract/incident.ts'
import { reportIncident } from '#contract/ipc/incident.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'

interface ReportWindowProps {
  readonly onDone: (id: Incident['id']) => void
  readonly onCancel: () => void
}

interface Values {
  readonly rule: ReportedIncident['rule']
  readonly viewId?: string
  readonly queryId?: string
  readonly employeeId?: string
  readonly text: string
}

const reportable = ['suspected-leak', 'complaint', 'item-check'] as const

/** Reports what no rule can see: a leak that is suspected, a complaint, an irregularity. */
export function ReportWindow({ onDone, onCancel }: ReportWindowProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const [id] = useState(() => IncidentId.parse(crypto.randomUUID()))
  const reporting = useMutation({
    mutationFn: ({ rule, viewId, queryId, employeeId, text }: Values) =>
      invoke(reportIncident, {
        body: ReportedIncident.parse({
          ...{ id, rule, institution: null, text },
          viewId: trimmed(viewId)?.toLowerCase() ?? null,
          queryId: trimmed(queryId)?.toLowerCase() ?? null,
          employeeId: trimmed(employeeId)?.toUpperCase() ?? null,
        }),
      }),
    onSuccess: () => onDone(id),
  })

  return (
    <Modal
      open
      width={620}
      title={t('incident.reportTitle')}
      okText={t('incident.report')}
      cancelText={t('incident.cancel')}
      okButtonProps={{ loading: reporting.isPending }}
      onOk={() => form.submit()}
      onCancel={onCancel}
      afterOpenChange={(isOpen) => isOpen && form.focusField('rule')}
      mask={{ closable: false }}
    >
      <div className="stack">
        <p className="muted">{t('incident.reportHint')}</p>
        <FailureAlert error={reporting.error} />
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ rule: 'suspected-leak' }}
          onFinish={(values) => reporting.mutate(values)}
        >
          <Form.Item name="rule" label={t('incident.kind')}>
            <Select options={reportable.map((value) => ({ value, label: t(`monitoring.rule.${value}.name`) }))} />
          </Form.Item>
          <div className="two-fields">
            <Form.Item
              name="viewId"
              label={t('incident.viewId')}
              extra={t('incident.viewIdHint')}
              rules={[{ pattern: /^\s*[0-9a-fA-F]{8}\s*$/, message: t('incident.viewIdWrong') }]}
            >
              <Input maxLength={8} />
            </Form.Item>
            <Form.Item
              name="employeeId"
              label={t('incident.suspect')}
              extra={t('incident.suspectHint')}
              rules={[{ pattern: /^\s*[A-Za-z0-9]{4,16}\s*$/, message: t('institution.wrong.employeeId') }]}
            >
              <Input maxLength={16} />
            </Form.Item>
          </div>
          <Form.Item
            name="queryId"
            label={t('incident.query')}
            rules={[{ pattern: /^\s*[0-9a-fA-F-]{36}\s*$/, message: t('incident.queryWrong') }]}
          >
            <Input maxLength={36} />
          </Form.Item>
          <Form.Item
            name="text"
            label={t('incident.reportText')}
            rules={[{ required: true, min: 4, whitespace: true, message: t('incident.textWrong') }]}
          >
            <Input.TextArea rows={4} maxLength={4000} showCount />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  )
}

function trimmed(text: string | undefined): string | undefined {
  return text?.trim() || undefined
}
