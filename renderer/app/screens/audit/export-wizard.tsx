import { useMutation, useQuery } from '@tanstack/react-query'
import { Checkbox, DatePicker, Form, Input, InputNumber, Modal, Select, Steps } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AgeRecipient, AuditExportRequest } from '#contract/audit-export.ts'
import type { Engagement } from '#contract/engagement.ts'
import { requestAuditExport } from '#contract/ipc/audit-desk.ts'
import { listInstitutions } from '#contract/ipc/institution.ts'
import { EmployeeId } from '#contract/values.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { shanghaiDay } from '#renderer/shanghai-time.ts'

interface Typed {
  readonly engagement: string
  readonly period: readonly [Dayjs, Dayjs]
  readonly institutions?: readonly string[]
  readonly employeeIds?: readonly string[]
  readonly recipient: string
  readonly withTables: boolean
  readonly sampledConsents: number
  readonly knownSizes?: readonly string[]
}

const stepFields = [
  ['engagement', 'period', 'institutions', 'employeeIds'],
  ['recipient', 'withTables', 'sampledConsents', 'knownSizes'],
] as const

interface ExportWizardProps {
  /** Those in force. */
  readonly engagements: readonly Engagement[]
  readonly onDone: () => void
  readonly onClose: () => void
}

/** What is to be taken along, then for whom it is sealed; each step is checked before the next. */
export function ExportWizard({ engagements, onDone, onClose }: ExportWizardProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const [step, setStep] = useState(0)
  // One id for all attempts: asking again asks for the same bundle.
  const [id] = useState(() => crypto.randomUUID())
  const asking = useMutation({
    mutationFn: (typed: Typed) => invoke(requestAuditExport, { body: requestOf(id, typed, engagements) }),
    onSuccess: onDone,
  })
  const isLast = step === stepFields.length - 1
  const advance = async () => {
    await form.validateFields([...(stepFields[step] ?? [])])
    if (isLast) form.submit()
    else setStep(step + 1)
  }
  const [first] = engagements

  return (
    <Modal
      open
      width={640}
      title={t('auditDesk.newExport')}
      okText={t(isLast ? 'auditDesk.ask' : 'auditDesk.nextStep')}
      cancelText={t(step === 0 ? 'auditDesk.cancel' : 'auditDesk.back')}
      confirmLoading={asking.isPending}
      onOk={() => void advance().catch(() => undefined)}
      onCancel={() => onClose()}
      cancelButtonProps={{
        onClick: (event) => {
          if (step === 0) return
          event.stopPropagation()
          setStep(step - 1)
        },
      }}
      mask={{ closable: false }}
    >
      <div className="stack">
        <Steps
          size="small"
          current={step}
          items={[{ title: t('auditDesk.stepWhat') }, { title: t('auditDesk.stepWhom') }]}
        />
        <FailureAlert error={asking.error} />
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{
            engagement: first?.id,
            period: first && [
              dayjs(shanghaiDay(first.period.from)),
              dayjs(shanghaiDay(Date.parse(first.period.until) - 1)),
            ],
            withTables: true,
            sampledConsents: 0,
          }}
          onFinish={(typed) => asking.mutate(typed)}
        >
          <div hidden={step !== 0}>
            <ScopeFields engagements={engagements} />
          </div>
          <div hidden={step !== 1}>
            <SealFields />
          </div>
        </Form>
      </div>
    </Modal>
  )
}

function ScopeFields({ engagements }: Pick<ExportWizardProps, 'engagements'>) {
  const { t } = useTranslation()
  const institutions = useQuery(query(listInstitutions, {}))
  return (
    <>
      <Form.Item
        name="engagement"
        label={t('auditDesk.engagement')}
        rules={[{ required: true, message: t('auditDesk.required') }]}
      >
        <Select
          options={engagements.map(({ id, period, institutions: scope }) => ({
            value: id,
            label: `${scope?.join(' ') ?? t('auditDesk.allInstitutions')} · ${shanghaiDay(period.from)} – ${shanghaiDay(Date.parse(period.until) - 1)}`,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="period"
        label={t('auditDesk.periodDays')}
        extra={t('auditDesk.periodHint')}
        rules={[{ required: true, message: t('auditDesk.required') }]}
      >
        <DatePicker.RangePicker />
      </Form.Item>
      <Form.Item name="institutions" label={t('auditDesk.institutions')} extra={t('auditDesk.institutionsHint')}>
        <Select
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={(institutions.data ?? []).map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))}
        />
      </Form.Item>
      <Form.Item
        name="employeeIds"
        label={t('auditDesk.employees')}
        extra={t('auditDesk.employeesHint')}
        rules={[{ validator: everyOne((value) => EmployeeId.safeParse(value).success, t('auditDesk.employeeWrong')) }]}
      >
        <Select mode="tags" allowClear tokenSeparators={[' ', ',', '，']} open={false} suffixIcon={null} />
      </Form.Item>
    </>
  )
}

function SealFields() {
  const { t } = useTranslation()
  return (
    <>
      <Form.Item
        name="recipient"
        label={t('auditDesk.recipient')}
        extra={t('auditDesk.recipientHint')}
        normalize={(value: string) => value.trim()}
        rules={[
          {
            validator: (_, value: unknown) =>
              AgeRecipient.safeParse(value).success
                ? Promise.resolve()
                : Promise.reject(new Error(t('auditDesk.recipientWrong'))),
          },
        ]}
      >
        <Input.TextArea rows={2} spellCheck={false} autoComplete="off" />
      </Form.Item>
      <Form.Item name="withTables" valuePropName="checked">
        <Checkbox>{t('auditDesk.withTables')}</Checkbox>
      </Form.Item>
      <Form.Item name="sampledConsents" label={t('auditDesk.sampled')} extra={t('auditDesk.sampledHint')}>
        <InputNumber min={0} max={200} precision={0} />
      </Form.Item>
      <Form.Item
        name="knownSizes"
        label={t('auditDesk.knownSizes')}
        extra={t('auditDesk.knownSizesHint')}
        rules={[{ validator: everyOne((value) => /^[1-9]\d{0,14}$/.test(value), t('auditDesk.knownSizesWrong')) }]}
      >
        <Select mode="tags" allowClear tokenSeparators={[' ', ',', '，']} open={false} suffixIcon={null} />
      </Form.Item>
    </>
  )
}

/** A rule for a field of several typed values. */
function everyOne(isRight: (value: string) => boolean, message: string) {
  return (_: unknown, values: readonly string[] | undefined) =>
    (values ?? []).every(isRight) ? Promise.resolve() : Promise.reject(new Error(message))
}

/** Days are those of Asia/Shanghai, the last one included; what lies beyond the engagement is left out. */
function requestOf(id: string, typed: Typed, engagements: readonly Engagement[]): AuditExportRequest {
  const [firstDay, lastDay] = typed.period
  const allowed = engagements.find((one) => one.id === typed.engagement)?.period
  const midnight = (day: Dayjs) => new Date(`${day.format('YYYY-MM-DD')}T00:00:00+08:00`).toISOString()
  const [from, until] = [midnight(firstDay), midnight(lastDay.add(1, 'day'))]
  const given = (values: readonly string[] | undefined) => (values && values.length > 0 ? [...values] : null)
  return AuditExportRequest.parse({
    id,
    engagement: typed.engagement,
    filter: {
      period: {
        from: allowed && allowed.from > from ? allowed.from : from,
        until: allowed && allowed.until < until ? allowed.until : until,
      },
      institutions: given(typed.institutions),
      employeeIds: given(typed.employeeIds),
    },
    recipient: typed.recipient,
    withTables: typed.withTables,
    knownSizes: (typed.knownSizes ?? []).map(Number),
    sampledConsents: typed.sampledConsents,
  })
}
