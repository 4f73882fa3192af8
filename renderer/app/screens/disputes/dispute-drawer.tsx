import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Descriptions, Drawer, Timeline } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Dispute, DisputeStep } from '#contract/dispute.ts'
import { saveDisputeLetter } from '#contract/ipc/dispute.ts'
import { administratorRoles } from '#contract/role.ts'
import { AttachmentList } from '#renderer/app/components/attachment-list.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useSaveAttachment } from '#renderer/app/hooks/use-save-attachment.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { StandingTag } from './standing-tag.tsx'
import { StepForm } from './step-form.tsx'

interface DisputeDrawerProps {
  readonly dispute: Dispute
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** One dispute: what is contested, what was done, what comes next, and the answer letter. */
export function DisputeDrawer({ dispute, onChanged, onClose }: DisputeDrawerProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const saving = useSaveAttachment()
  const fetching = useMutation({ mutationFn: () => invoke(saveDisputeLetter, { id: dispute.id }) })
  const isAdministrator = administratorRoles.some((role) => role === user.role)
  const isAnswered = dispute.state === 'answered' || dispute.state === 'closed'

  return (
    <Drawer
      open
      size={640}
      title={t('dispute.oneTitle', { kind: t(`dispute.kind.${dispute.kind}`) })}
      onClose={onClose}
      extra={
        isAnswered && (
          <Button type="primary" size="small" loading={fetching.isPending} onClick={() => fetching.mutate()}>
            {t('dispute.letter')}
          </Button>
        )
      }
    >
      <div className="stack">
        <FailureAlert error={fetching.error ?? saving.error} />
        {fetching.data?.isSaved && <Alert type="success" showIcon title={t('dispute.letterSaved')} />}
        <DisputeFacts dispute={dispute} />
        <p className="typed">{dispute.contested}</p>
        <div>
          <h2 className="section">{t('attachment.title')}</h2>
          <AttachmentList attachments={dispute.attachments} onSave={(file) => saving.mutate(file)} />
        </div>
        <div>
          <h2 className="section">{t('dispute.history')}</h2>
          <Timeline
            items={dispute.steps.map((step) => ({
              key: step.kind,
              content: <StepLine step={step} dispute={dispute} />,
            }))}
          />
        </div>
        {isAdministrator && dispute.state !== 'closed' && <StepForm dispute={dispute} onDone={onChanged} />}
        {!isAdministrator && !isAnswered && <p className="muted">{t('dispute.administratorContinues')}</p>}
      </div>
    </Drawer>
  )
}

function DisputeFacts({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation()
  const { subject, standing, daysLeft, receivedOn, dueOn, query, institution, takenBy, broughtBy } = dispute
  const items = [
    { key: 'subject', label: t('dispute.subject'), children: subject?.name ?? t('dispute.erased') },
    { key: 'brought', label: t('dispute.broughtByTitle'), children: t(`dispute.broughtBy.${broughtBy}`) },
    { key: 'received', label: t('dispute.receivedOn'), children: receivedOn },
    {
      key: 'due',
      label: t('dispute.dueOn'),
      children: (
        <span className="row row-tight">
          {dueOn} <StandingTag standing={standing} daysLeft={daysLeft} />
        </span>
      ),
    },
    { key: 'reference', label: t('shell.business.reference'), children: dispute.businessReference ?? '—' },
    {
      key: 'query',
      label: t('dispute.query'),
      children: query ? `${shanghaiMoment(query.askedAt)} ${query.reportNumber ?? ''}` : '—',
    },
    { key: 'institution', label: t('dispute.institution'), children: institution.name },
    { key: 'takenBy', label: t('dispute.takenBy'), children: `${takenBy.name} ${takenBy.employeeId}` },
  ]
  return <Descriptions column={2} size="small" items={items} />
}

function StepLine({ step: { kind, detail, by, at, text }, dispute }: { step: DisputeStep; dispute: Dispute }) {
  const { t } = useTranslation()
  return (
    <>
      <b>{t(`dispute.state.${kind}`)}</b> {detail && t(`dispute.detail.${detail}`)}{' '}
      <span className="muted figure">
        {by} {shanghaiMoment(at)}
      </span>
      {text !== dispute.contested && <p className="typed">{text}</p>}
    </>
  )
}
