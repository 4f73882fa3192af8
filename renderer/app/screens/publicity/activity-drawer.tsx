import { useMutation } from '@tanstack/react-query'
import { Button, Descriptions, Drawer, Popconfirm, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Institution } from '#contract/institution.ts'
import { cancelPublicity } from '#contract/ipc/publicity.ts'
import type { PublicityActivity } from '#contract/publicity.ts'
import { AttachmentList } from '#renderer/app/components/attachment-list.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useSaveAttachment } from '#renderer/app/hooks/use-save-attachment.ts'
import { invoke } from '#renderer/bridge.ts'
import { PlanForm } from './plan-form.tsx'
import { ReportForm } from './report-form.tsx'

interface ActivityDrawerProps {
  readonly activity: PublicityActivity
  readonly institutions: readonly Institution[]
  readonly canEdit: boolean
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** One activity: its plan, and what came of it. */
export function ActivityDrawer({ activity, institutions, canEdit, onChanged, onClose }: ActivityDrawerProps) {
  const { t } = useTranslation()
  const [form, setForm] = useState<'plan' | 'report'>()
  const saving = useSaveAttachment()
  const cancelling = useMutation({
    mutationFn: () => invoke(cancelPublicity, { params: { id: activity.id } }),
    onSuccess: onChanged,
  })
  const done = () => {
    setForm(undefined)
    onChanged()
  }
  return (
    <Drawer
      open
      size={640}
      title={activity.title}
      onClose={onClose}
      extra={
        canEdit &&
        activity.state === 'planned' && (
          <Space>
            <Popconfirm
              title={t('publicity.cancelAsk')}
              okText={t('publicity.cancelActivity')}
              cancelText={t('publicity.cancel')}
              onConfirm={() => cancelling.mutate()}
            >
              <Button size="small">{t('publicity.cancelActivity')}</Button>
            </Popconfirm>
            <Button size="small" onClick={() => setForm('plan')}>
              {t('publicity.planAnew')}
            </Button>
            <Button size="small" type="primary" onClick={() => setForm('report')}>
              {t('publicity.report')}
            </Button>
          </Space>
        )
      }
    >
      <div className="stack">
        <FailureAlert error={cancelling.error ?? saving.error} />
        <ActivityFacts activity={activity} />
        {activity.summary !== null && (
          <>
            <h2 className="section">{t('publicity.summary')}</h2>
            <p className="typed">{activity.summary}</p>
            <h2 className="section">{t('publicity.photos')}</h2>
            <AttachmentList attachments={activity.photos} onSave={(file) => saving.mutate(file)} />
          </>
        )}
      </div>
      {form === 'plan' && (
        <PlanForm institutions={institutions} activity={activity} onDone={done} onClose={() => setForm(undefined)} />
      )}
      {form === 'report' && <ReportForm activity={activity} onDone={done} onClose={() => setForm(undefined)} />}
    </Drawer>
  )
}

function ActivityFacts({ activity }: { activity: PublicityActivity }) {
  const { t } = useTranslation()
  const { institution, form, state, plannedOn, heldOn, place, materials, peopleReached, materialsGiven } = activity
  const items = [
    { key: 'institution', label: t('publicity.institution'), children: institution.name },
    { key: 'state', label: t('publicity.stateTitle'), children: t(`publicity.state.${state}`) },
    { key: 'form', label: t('publicity.formTitle'), children: t(`publicity.form.${form}`) },
    { key: 'place', label: t('publicity.place'), children: place },
    { key: 'planned', label: t('publicity.plannedOn'), children: plannedOn },
    { key: 'held', label: t('publicity.heldOn'), children: heldOn ?? '—' },
    { key: 'people', label: t('publicity.peopleReached'), children: peopleReached ?? '—' },
    { key: 'given', label: t('publicity.materialsGiven'), children: materialsGiven ?? '—' },
    { key: 'materials', label: t('publicity.materials'), children: materials === '' ? '—' : materials },
  ]
  return <Descriptions column={2} size="small" items={items} />
}
