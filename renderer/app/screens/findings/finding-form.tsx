import { useMutation, useQuery } from '@tanstack/react-query'
import { DatePicker, Form, Input, Modal, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import * as z from 'zod'
import { findingTopics, NewFinding } from '#contract/finding.ts'
import { listEngagements, raiseFinding } from '#contract/ipc/audit-desk.ts'
import { listInstitutions } from '#contract/ipc/institution.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { shanghaiDay } from '#renderer/shanghai-time.ts'

interface Typed {
  readonly engagement: string
  readonly institution: string
  readonly topic: (typeof findingTopics)[number]
  readonly text: string
  readonly entries?: readonly string[]
  readonly dueOn: Dayjs
}

const EntryIds = z.array(z.uuid()).max(50)

/** A new finding: whose it is, what was found, on which entries it rests, until when it is to be remedied. */
export function FindingForm({ onDone, onClose }: { readonly onDone: () => void; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const [id] = useState(() => crypto.randomUUID())
  const raising = useMutation({
    mutationFn: ({ dueOn, entries, ...typed }: Typed) =>
      invoke(raiseFinding, {
        body: NewFinding.parse({ id, ...typed, entries: entries ?? [], dueOn: dueOn.format('YYYY-MM-DD') }),
      }),
    onSuccess: onDone,
  })
  return (
    <Modal
      open
      width={600}
      title={t('finding.raise')}
      okText={t('finding.raiseNow')}
      cancelText={t('finding.cancel')}
      confirmLoading={raising.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <FailureAlert error={raising.error} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ topic: 'query', dueOn: dayjs().add(30, 'day') }}
        onFinish={(typed) => raising.mutate(typed)}
      >
        <Place />
        <div className="two-fields">
          <Form.Item name="topic" label={t('finding.topicTitle')}>
            <Select options={findingTopics.map((value) => ({ value, label: t(`finding.topic.${value}`) }))} />
          </Form.Item>
          <Form.Item name="dueOn" label={t('finding.dueOn')}>
            <DatePicker allowClear={false} disabledDate={(day) => day.isBefore(dayjs(), 'day')} />
          </Form.Item>
        </div>
        <Form.Item
          name="text"
          label={t('finding.text')}
          extra={t('finding.noPersonalData')}
          rules={[{ required: true, whitespace: true, message: t('finding.textMissing') }]}
        >
          <Input.TextArea rows={4} maxLength={2000} showCount />
        </Form.Item>
        <Form.Item
          name="entries"
          label={t('finding.entries')}
          extra={t('finding.entriesHint')}
          rules={[
            {
              validator: (_, values: unknown) =>
                EntryIds.safeParse(values ?? []).success
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('finding.entriesWrong'))),
            },
          ]}
        >
          <Select mode="tags" allowClear tokenSeparators={[' ', ',', '，']} open={false} suffixIcon={null} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** Engagement and institution. */
function Place() {
  const { t } = useTranslation()
  const engagements = useQuery(query(listEngagements, {}))
  const institutions = useQuery(query(listInstitutions, {}))
  const required = [{ required: true, message: t('finding.required') }]
  const inForce = (engagements.data ?? []).filter(({ endedAt }) => endedAt === null)
  return (
    <>
      <Form.Item name="engagement" label={t('finding.engagement')} rules={required}>
        <Select
          notFoundContent={t('finding.noEngagement')}
          options={inForce.map(({ id, institutions: scope, validity }) => ({
            value: id,
            label: `${scope?.join(' ') ?? t('finding.wholeBank')} · ${shanghaiDay(validity.from)} – ${shanghaiDay(Date.parse(validity.until) - 1)}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="institution" label={t('finding.institution')} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(institutions.data ?? []).map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))}
        />
      </Form.Item>
    </>
  )
}
