import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Form, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnIncident } from '#contract/incident.ts'
import { appealOwnIncident, listOwnIncidents } from '#contract/ipc/incident.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

/** What was decided about the user himself, why, and his appeal. */
export function OwnIncidents() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const incidents = useQuery(query(listOwnIncidents, {}))
  const [appealing, setAppealing] = useState<OwnIncident>()

  return (
    <Card title={t('incident.own.title')} size="small">
      <FailureAlert error={incidents.error} />
      {incidents.data?.length === 0 && <p className="muted">{t('incident.own.none')}</p>}
      {(incidents.data ?? []).map((incident) => (
        <OwnIncidentLine key={incident.id} incident={incident} onAppeal={() => setAppealing(incident)} />
      ))}
      {appealing && (
        <AppealWindow
          incident={appealing}
          onDone={() => {
            setAppealing(undefined)
            void client.invalidateQueries({ queryKey: [listOwnIncidents.name] })
          }}
          onCancel={() => setAppealing(undefined)}
        />
      )}
    </Card>
  )
}

function OwnIncidentLine({ incident, onAppeal }: { incident: OwnIncident; onAppeal: () => void }) {
  const { t } = useTranslation()
  const { rule, outcome, category, decidedAt, decision, appeal, appealDecision, appealUntil, canAppeal } = incident
  return (
    <div className="own-incident">
      <div className="row row-tight">
        <b>{t(`monitoring.rule.${rule}.name`)}</b>
        <Tag color={outcome === 'confirmed' ? 'volcano' : 'green'}>{t(`incident.outcome.${outcome}`)}</Tag>
        {category && <span>{t(`incident.category.${category}`)}</span>}
        <span className="muted figure">{shanghaiMoment(decidedAt)}</span>
      </div>
      <p className="typed">{t('incident.own.line', { what: t('incident.own.decision'), text: decision })}</p>
      {appeal && <p className="typed">{t('incident.own.line', { what: t('incident.own.appealed'), text: appeal })}</p>}
      {appealDecision && (
        <p className="typed">
          {t('incident.own.line', { what: t('incident.own.appealDecision'), text: appealDecision })}
        </p>
      )}
      {canAppeal && (
        <div className="row row-tight">
          <Button size="small" onClick={onAppeal}>
            {t('incident.own.appeal')}
          </Button>
          <span className="muted">
            {t('incident.own.appealUntil', { until: appealUntil ? shanghaiMoment(appealUntil) : '' })}
          </span>
        </div>
      )}
    </div>
  )
}

interface AppealWindowProps {
  readonly incident: OwnIncident
  readonly onDone: () => void
  readonly onCancel: () => void
}

function AppealWindow({ incident, onDone, onCancel }: AppealWindowProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ text: string }>()
  const appealing = useMutation({
    mutationFn: ({ text }: { text: string }) =>
      invoke(appealOwnIncident, { params: { id: incident.id }, body: { text } }),
    onSuccess: onDone,
  })
  return (
    <Modal
      open
      title={t('incident.own.appealTitle')}
      okText={t('incident.own.send')}
      cancelText={t('incident.cancel')}
      okButtonProps={{ loading: appealing.isPending }}
      onOk={() => form.submit()}
      onCancel={onCancel}
      afterOpenChange={(isOpen) => isOpen && form.focusField('text')}
      mask={{ closable: false }}
    >
      <div className="stack">
        <p className="muted">{t('incident.own.appealHint')}</p>
        <FailureAlert error={appealing.error} />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => appealing.mutate(values)}>
          <Form.Item
            name="text"
            label={t('incident.textOf.appealed')}
            rules={[{ required: true, min: 4, whitespace: true, message: t('incident.textWrong') }]}
          >
            <Input.TextArea rows={5} maxLength={4000} showCount />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  )
}
