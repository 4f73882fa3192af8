import { Timeline } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '#contract/attachment.ts'
import type { IncidentStep } from '#contract/incident.ts'
import { AttachmentList } from '#renderer/app/components/attachment-list.tsx'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { detailOf } from './incident-texts.ts'

interface IncidentHistoryProps {
  readonly steps: readonly IncidentStep[]
  readonly onSave: (attachment: Attachment) => void
}

/** What was done, from the first to the last; nobody can change it. */
export function IncidentHistory({ steps, onSave }: IncidentHistoryProps) {
  const { t } = useTranslation()
  return (
    <Timeline
      items={steps.map((step, position) => ({
        key: position,
        content: (
          <>
            <b>{t(`incident.done.${step.kind}`)}</b> {detailOf(t, step)}{' '}
            <span className="muted figure">
              {step.by ? `${step.name ?? ''} ${step.by}` : t('incident.byItself')} {shanghaiMoment(step.at)}
            </span>
            {step.text !== '' && <p className="typed">{step.text}</p>}
            {step.attachments.length > 0 && <AttachmentList attachments={step.attachments} onSave={onSave} />}
          </>
        ),
      }))}
    />
  )
}
