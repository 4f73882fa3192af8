import { useMutation } from '@tanstack/react-query'
import { Button, Descriptions, Drawer, Popconfirm, Space, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Institution } from '#contract/institution.ts'
import { cancelMeeting } from '#contract/ipc/meeting.ts'
import type { Meeting } from '#contract/meeting.ts'
import { AttachmentList } from '#renderer/app/components/attachment-list.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { Prose } from '#renderer/app/components/prose.tsx'
import { useSaveAttachment } from '#renderer/app/hooks/use-save-attachment.ts'
import { invoke } from '#renderer/bridge.ts'
import { MinutesForm } from './minutes-form.tsx'
import { PlanForm } from './plan-form.tsx'

interface MeetingDrawerProps {
  readonly meeting: Meeting
  readonly institutions: readonly Institution[]
  readonly canEdit: boolean
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** One meeting: what is planned, or who was there and what came of it. */
export function MeetingDrawer({ meeting, institutions, canEdit, onChanged, onClose }: MeetingDrawerProps) {
  const { t } = useTranslation()
  const [form, setForm] = useState<'plan' | 'minutes'>()
  const cancelling = useMutation({
    mutationFn: () => invoke(cancelMeeting, { params: { id: meeting.id } }),
    onSuccess: onChanged,
  })
  const isOpen = canEdit && meeting.state === 'planned'
  const done = () => {
    setForm(undefined)
    onChanged()
  }

  return (
    <Drawer
      open
      size={720}
      title={t('meeting.oneTitle', { name: meeting.institution.name, day: meeting.heldOn ?? meeting.plannedOn })}
      onClose={onClose}
      extra={
        isOpen && (
          <Space>
            <Popconfirm
              title={t('meeting.cancelAsk')}
              okText={t('meeting.cancelMeeting')}
              cancelText={t('meeting.cancel')}
              onConfirm={() => cancelling.mutate()}
            >
              <Button size="small">{t('meeting.cancelMeeting')}</Button>
            </Popconfirm>
            <Button size="small" onClick={() => setForm('plan')}>
              {t('meeting.planAnew')}
            </Button>
            <Button size="small" type="primary" onClick={() => setForm('minutes')}>
              {t('meeting.writeMinutes')}
            </Button>
          </Space>
        )
      }
    >
      <FailureAlert error={cancelling.error} />
      <MeetingContent meeting={meeting} />
      {form === 'plan' && (
        <PlanForm institutions={institutions} meeting={meeting} onDone={done} onClose={() => setForm(undefined)} />
      )}
      {form === 'minutes' && <MinutesForm meeting={meeting} onDone={done} onClose={() => setForm(undefined)} />}
    </Drawer>
  )
}

function MeetingContent({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation()
  const saving = useSaveAttachment()
  const { plannedOn, heldOn, place, agenda, minutes, state, members, decisions, attachments } = meeting
  return (
    <div className="stack">
      <FailureAlert error={saving.error} />
      <Descriptions
        column={2}
        size="small"
        items={[
          { key: 'state', label: t('meeting.stateTitle'), children: t(`meeting.state.${state}`) },
          { key: 'place', label: t('meeting.place'), children: place },
          { key: 'planned', label: t('meeting.plannedOn'), children: plannedOn },
          { key: 'held', label: t('meeting.heldOn'), children: heldOn ?? '—' },
        ]}
      />
      <h2 className="section">{t('meeting.members')}</h2>
      {members.length === 0 && <p className="refusal">{t('meeting.noMembers')}</p>}
      <span className="row row-tight">
        {members.map(({ employeeId, name, isHead, wasPresent }) => (
          <Tag key={employeeId} color={wasPresent === false ? 'default' : 'blue'}>
            {name} {employeeId} {isHead && t('meeting.head')} {wasPresent === false && t('meeting.absent')}
          </Tag>
        ))}
      </span>
      <h2 className="section">{t('meeting.agenda')}</h2>
      <Prose text={agenda} />
      {minutes !== null && (
        <>
          <h2 className="section">{t('meeting.minutes')}</h2>
          <Prose text={minutes} />
          <h2 className="section">{t('meeting.decisions')}</h2>
          {decisions.length === 0 && <span className="muted">{t('meeting.noDecisionHere')}</span>}
          <ol className="decisions">
            {decisions.map(({ id, text, owner, ownerName, dueOn, standing }) => (
              <li key={id}>
                {text}{' '}
                <span className="muted">
                  {ownerName} {owner} {dueOn} {t(`meeting.decisionStanding.${standing}`)}
                </span>
              </li>
            ))}
          </ol>
          <AttachmentList attachments={attachments} onSave={(file) => saving.mutate(file)} />
        </>
      )}
    </div>
  )
}
