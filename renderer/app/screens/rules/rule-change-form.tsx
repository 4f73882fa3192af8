import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, InputNumber, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { proposePolicy, readPolicy } from '#contract/ipc/policy.ts'
import type { RuleRow } from '#contract/monitoring.ts'
import { ProposalId, ProposalNote } from '#contract/policy-proposal.ts'
import { raisings } from '#contract/policy-sections/monitoring.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { usePolicyLabel } from '#renderer/app/hooks/use-policy-label.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { type RuleChange, withRuleChange } from './rule-change.ts'
import { fieldOf } from './rule-limits.tsx'

/** Proposes another setting of one rule as a new version of the policy; somebody else of head office publishes it. */
export function RuleChangeForm({ row }: { row: RuleRow }) {
  const { t } = useTranslation()
  const label = usePolicyLabel()
  const policy = useQuery(query(readPolicy, {}))
  const [change, setChange] = useState<RuleChange>({
    offReason: row.offReason,
    raising: row.raising,
    severity: row.severity,
    limits: {},
  })
  const [note, setNote] = useState('')
  const set = (part: Partial<RuleChange>) => setChange((known) => ({ ...known, ...part }))
  const body = policy.data && withRuleChange(policy.data.current.body, row.rule, change)
  const isOn = change.offReason === null
  const proposing = useMutation({
    mutationFn: (proposed: NonNullable<typeof body>) =>
      invoke(proposePolicy, {
        body: {
          id: ProposalId.parse(crypto.randomUUID()),
          body: proposed,
          note: note.trim(),
          effectiveFrom: new Date().toISOString(),
        },
      }),
  })
  if (proposing.isSuccess) return <Alert type="success" showIcon title={t('monitoring.proposed')} />
  return (
    <Form layout="vertical" className="stack" onFinish={() => body && proposing.mutate(body)}>
      <Form.Item label={t('monitoring.state')} extra={row.canBeOff ? '' : t('monitoring.alwaysOn')}>
        <Switch
          checked={isOn}
          disabled={!row.canBeOff}
          checkedChildren={t('monitoring.on')}
          unCheckedChildren={t('monitoring.off')}
          onChange={(on) => set({ offReason: on ? null : '' })}
        />
      </Form.Item>
      {!isOn && (
        <Form.Item label={t('monitoring.whyOff')} htmlFor="rule-why-off" required>
          <Input
            id="rule-why-off"
            maxLength={200}
            value={change.offReason ?? ''}
            onChange={({ target }) => set({ offReason: target.value })}
          />
        </Form.Item>
      )}
      <Form.Item label={t('monitoring.raises')}>
        <Select
          style={{ width: 260 }}
          value={change.raising}
          onChange={(raising) => set({ raising })}
          options={raisings.map((value) => ({ value, label: t(`monitoring.raising.${value}`) }))}
        />
      </Form.Item>
      <Form.Item label={t('monitoring.severity')}>
        <Select
          style={{ width: 260 }}
          value={change.severity}
          onChange={(severity) => set({ severity })}
          options={(['high', 'normal'] as const).map((value) => ({ value, label: t(`monitoring.${value}`) }))}
        />
      </Form.Item>
      {row.limits.map(({ name, value }) => (
        <Form.Item key={name} label={label(fieldOf(name))}>
          <InputNumber
            value={change.limits[name] ?? value}
            onChange={(typed) => set({ limits: { ...change.limits, [name]: typed ?? value } })}
          />
        </Form.Item>
      ))}
      <Form.Item label={t('policy.note')} htmlFor="rule-note" required>
        <Input id="rule-note" maxLength={200} value={note} onChange={({ target }) => setNote(target.value)} />
      </Form.Item>
      <FailureAlert error={policy.error ?? proposing.error} />
      <Button
        type="primary"
        htmlType="submit"
        loading={proposing.isPending}
        disabled={!body || !ProposalNote.safeParse(note).success}
      >
        {t('policy.propose')}
      </Button>
      <p className="muted">{t('monitoring.secondPerson')}</p>
    </Form>
  )
}
