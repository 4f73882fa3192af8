import { useQuery } from '@tanstack/react-query'
import { DatePicker, Form, Input, Modal, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EngagementGrant, grantOperation } from '#contract/engagement.ts'
import { grantEngagement } from '#contract/ipc/audit-desk.ts'
import { listInstitutions } from '#contract/ipc/institution.ts'
import { EmployeeId } from '#contract/values.ts'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'

type Days = readonly [Dayjs, Dayjs]

interface Typed {
  readonly auditor: string
  readonly institutions?: readonly string[]
  readonly period: Days
  readonly validity: Days
}

/** A new mandate, signed by head office. */
export function EngagementForm({ onDone, onClose }: { readonly onDone: () => void; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const [id] = useState(() => crypto.randomUUID())
  const { sign, signingWindow } = useSigning()
  const institutions = useQuery(query(listInstitutions, {}))
  const required = [{ required: true, message: t('engagement.required') }]

  const finish = (typed: Typed) => {
    const grant = grantOf(id, typed)
    const days = (span: Days) => span.map((day) => day.format('YYYY-MM-DD')).join(' – ')
    sign({
      operation: grantOperation(grant),
      summary: t('engagement.summary', {
        auditor: grant.auditor,
        scope: grant.institutions?.join(' ') ?? t('engagement.wholeBank'),
        period: days(typed.period),
        validity: days(typed.validity),
      }),
      carryOut: (signature) => invoke(grantEngagement, { body: { grant, signature } }),
      onDone,
    })
  }

  return (
    <Modal
      open
      title={t('engagement.grant')}
      okText={t('engagement.next')}
      cancelText={t('engagement.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ period: [dayjs().startOf('year'), dayjs()], validity: [dayjs(), dayjs().add(30, 'day')] }}
        onFinish={finish}
      >
        <Form.Item
          name="auditor"
          label={t('engagement.auditor')}
          normalize={(value: string) => value.trim().toUpperCase()}
          rules={[
            {
              validator: (_, value: unknown) =>
                EmployeeId.safeParse(value).success
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('engagement.auditorWrong'))),
            },
          ]}
        >
          <Input maxLength={16} autoComplete="off" />
        </Form.Item>
        <Form.Item name="institutions" label={t('engagement.scope')} extra={t('engagement.scopeHint')}>
          <Select
            mode="multiple"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={(institutions.data ?? []).map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))}
          />
        </Form.Item>
        <Form.Item name="period" label={t('engagement.period')} extra={t('engagement.periodHint')} rules={required}>
          <DatePicker.RangePicker />
        </Form.Item>
        <Form.Item
          name="validity"
          label={t('engagement.validity')}
          extra={t('engagement.validityHint')}
          rules={required}
        >
          <DatePicker.RangePicker />
        </Form.Item>
      </Form>
      {signingWindow}
    </Modal>
  )
}

/** Days of Asia/Shanghai, the last one included. */
function grantOf(id: string, { auditor, institutions, period, validity }: Typed): EngagementGrant {
  const midnight = (day: Dayjs) => new Date(`${day.format('YYYY-MM-DD')}T00:00:00+08:00`).toISOString()
  const span = ([from, until]: Days) => ({ from: midnight(from), until: midnight(until.add(1, 'day')) })
  return EngagementGrant.parse({
    id,
    auditor,
    institutions: institutions && institutions.length > 0 ? institutions : null,
    period: span(period),
    validity: span(validity),
  })
}
