import { Button, Descriptions, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decisionOperation } from '#contract/admission.ts'
import { decideApplication } from '#contract/ipc/admission.ts'
import { DecisionSteps } from '#renderer/app/components/decision-steps.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'
import type { ApplicationRow } from './application-table.tsx'

interface ApplicationDrawerProps {
  readonly application: ApplicationRow
  readonly onDecided: () => void
  readonly onClose: () => void
}

/** One application with what it asks for, and the decision, signed. */
export function ApplicationDrawer({ application, onDecided, onClose }: ApplicationDrawerProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const { sign, signingWindow } = useSigning()
  const [note, setNote] = useState('')
  const { id, name, employeeId, level, role, rights, state } = application
  const canDecide = state === 'pending' && !application.decisions.some(({ decidedBy }) => decidedBy === user.employeeId)

  const decide = (decision: 'approved' | 'rejected') =>
    sign({
      operation: decisionOperation(application, decision),
      summary: t(`admission.${decision}Summary`, {
        name,
        employeeId,
        level,
        role: t(`terms.userRole.${role}`),
        until: rights.until,
      }),
      carryOut: (signature) =>
        invoke(decideApplication, {
          params: { id },
          body: { level, decision, note: note.trim() === '' ? null : note.trim(), signature },
        }),
      onDone: onDecided,
    })

  return (
    <Drawer open size={520} title={`${name} ${employeeId}`} onClose={onClose}>
      <div className="stack">
        <ApplicationFacts application={application} />
        <DecisionSteps application={application} />
        {application.decisions.map((decision) => decision.note !== null && <p key={decision.level}>{decision.note}</p>)}
        {canDecide && (
          <>
            <Input.TextArea
              rows={2}
              maxLength={200}
              value={note}
              aria-label={t('admission.note')}
              placeholder={t('admission.noteHint')}
              onChange={({ target }) => setNote(target.value)}
            />
            <span className="row">
              <Button type="primary" onClick={() => decide('approved')}>
                {t('admission.approve')}
              </Button>
              <Button danger disabled={note.trim().length < 2} onClick={() => decide('rejected')}>
                {t('admission.reject')}
              </Button>
            </span>
          </>
        )}
      </div>
      {signingWindow}
    </Drawer>
  )
}

function ApplicationFacts({ application }: { application: ApplicationRow }) {
  const { t } = useTranslation()
  const { institution, role, rights, reason, score } = application
  const comma = t('account.comma')
  const items = [
    { key: 'institution', label: t('user.institution'), children: `${institution.name} ${institution.code}` },
    { key: 'role', label: t('user.role'), children: t(`terms.userRole.${role}`) },
    {
      key: 'kinds',
      label: t('user.subjectKinds'),
      children: rights.subjectKinds.map((kind) => t(`user.subjectKind.${kind}`)).join(comma) || '—',
    },
    {
      key: 'purposes',
      label: t('user.purposes'),
      children: rights.purposes.map((one) => t(`terms.purpose.${one}`)).join(comma) || '—',
    },
    { key: 'until', label: t('user.rightsUntil'), children: rights.until },
    { key: 'score', label: t('admission.score'), children: score },
    { key: 'reason', label: t('candidate.reason'), children: reason },
  ]
  return <Descriptions column={1} size="small" bordered items={items} />
}
