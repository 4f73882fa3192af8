import { useMutation } from '@tanstack/react-query'
import { Alert, Button, DatePicker, Form, Input, InputNumber, Space, Switch } from 'antd'
import type { Dayjs } from 'dayjs'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { proposePolicy, tryPolicy } from '#contract/ipc/policy.ts'
import { type Policy, PolicyBody } from '#contract/policy.ts'
import { type PolicyOverview, ProposalId, ProposalNote } from '#contract/policy-proposal.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { usePolicyLabel } from '#renderer/app/hooks/use-policy-label.ts'
import { invoke } from '#renderer/bridge.ts'
import { differences, fieldsOf, type PolicyField, withFields } from './policy-fields.ts'
import { PolicyList } from './policy-list.tsx'
import { type ChangedLists, listOf, listPaths, withLists } from './policy-lists.ts'
import { WhatIfResult } from './what-if-result.tsx'

const triedDays = 30

interface PolicyFormProps {
  readonly current: Policy
  readonly onChanged: (overview: PolicyOverview) => void
}

interface ProposalValues {
  readonly note: string
  readonly effectiveFrom: Dayjs | undefined
}

/** Edits the numbers, tries them on the last thirty days, and proposes them. */
export function PolicyForm({ current, onChanged }: PolicyFormProps) {
  const { t } = useTranslation()
  const label = usePolicyLabel()
  const [changed, setChanged] = useState<Record<string, PolicyField['value']>>({})
  const [lists, setLists] = useState<ChangedLists>({})
  const [form] = Form.useForm<ProposalValues>()
  const parsed = PolicyBody.safeParse(withLists(withFields(current.body, changed), lists))
  const differing = parsed.success ? differences(current.body, parsed.data) : []
  const trying = useMutation({
    mutationFn: (body: PolicyBody) => invoke(tryPolicy, { body: { body, days: triedDays } }),
  })
  const proposing = useMutation({
    mutationFn: ({ body, note, effectiveFrom }: ProposalValues & { body: PolicyBody }) =>
      invoke(proposePolicy, {
        body: {
          id: ProposalId.parse(crypto.randomUUID()),
          body,
          note,
          effectiveFrom: effectiveFrom ? instantOf(effectiveFrom) : new Date().toISOString(),
        },
      }),
    onSuccess: (overview) => {
      setChanged({})
      setLists({})
      form.resetFields()
      trying.reset()
      onChanged(overview)
    },
  })

  const undo = () => {
    setChanged({})
    setLists({})
  }

  return (
    <div className="stack">
      <p className="muted">{t('policy.how')}</p>
      <div className="policy-fields">
        {fieldsOf(current.body).map((field) => (
          <PolicyInput
            key={field.path}
            label={label(field.path)}
            field={field}
            value={changed[field.path] ?? field.value}
            onChange={(value) => setChanged((known) => ({ ...known, [field.path]: value }))}
          />
        ))}
      </div>
      {listPaths.map((path) => (
        <PolicyList
          key={path}
          path={path}
          rows={lists[path] ?? listOf(current.body, path)}
          onChange={(rows) => setLists((known) => ({ ...known, [path]: rows }))}
        />
      ))}
      <FailureAlert error={trying.error ?? proposing.error} />
      {!parsed.success && (
        <Alert
          type="error"
          showIcon
          title={t('policy.wrong', {
            fields: [...new Set(parsed.error.issues.map(({ path }) => label(path.join('.'))))].join('、'),
          })}
        />
      )}
      {differing.map(({ path, before, after }) => (
        <div key={path}>{t('policy.change', { field: label(path), before: String(before), after: String(after) })}</div>
      ))}
      <Form
        form={form}
        layout="inline"
        onFinish={(values) => parsed.success && proposing.mutate({ ...values, body: parsed.data })}
      >
        <Form.Item
          name="note"
          rules={[
            { validator: (_, value) => refuseUnless(ProposalNote.safeParse(value).success, t('policy.noteWrong')) },
          ]}
        >
          <Input placeholder={t('policy.note')} aria-label={t('policy.note')} style={{ width: 320 }} maxLength={200} />
        </Form.Item>
        <Form.Item name="effectiveFrom">
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            placeholder={t('policy.effectiveFrom')}
            aria-label={t('policy.effectiveFrom')}
          />
        </Form.Item>
        <Space>
          <Button
            disabled={differing.length === 0}
            loading={trying.isPending}
            onClick={() => parsed.success && trying.mutate(parsed.data)}
          >
            {t('policy.try', { days: triedDays })}
          </Button>
          <Button type="primary" htmlType="submit" disabled={differing.length === 0} loading={proposing.isPending}>
            {t('policy.propose')}
          </Button>
          <Button disabled={Object.keys({ ...changed, ...lists }).length === 0} onClick={undo}>
            {t('policy.undo')}
          </Button>
        </Space>
      </Form>
      {trying.data && <WhatIfResult result={trying.data} />}
    </div>
  )
}

interface PolicyInputProps {
  readonly label: string
  readonly field: PolicyField
  readonly value: PolicyField['value']
  readonly onChange: (value: PolicyField['value']) => void
}

function PolicyInput({ label, field, value, onChange }: PolicyInputProps) {
  const id = useId()
  const isChanged = value !== field.value
  return (
    <div className={isChanged ? 'policy-field policy-field-changed' : 'policy-field'}>
      <label htmlFor={id}>{label}</label>
      {typeof value === 'number' && (
        <InputNumber id={id} size="small" value={value} onChange={(typed) => onChange(typed ?? field.value)} />
      )}
      {typeof value === 'string' && (
        <Input id={id} size="small" value={value} onChange={({ target }) => onChange(target.value)} />
      )}
      {typeof value === 'boolean' && <Switch id={id} size="small" checked={value} onChange={onChange} />}
    </div>
  )
}

/** The time typed, as a time in Shanghai. */
function instantOf(typed: Dayjs): string {
  return new Date(`${typed.format('YYYY-MM-DDTHH:mm')}:00+08:00`).toISOString()
}

async function refuseUnless(isRight: boolean, text: string): Promise<void> {
  if (!isRight) throw new Error(text)
}
