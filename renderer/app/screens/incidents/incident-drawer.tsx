import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Drawer, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '#contract/attachment.ts'
import type { Incident, IncidentDetail, IncidentStepKind } from '#contract/incident.ts'
import { readIncident, saveIncidentAttachment } from '#contract/ipc/incident.ts'
import { administratorRoles } from '#contract/role.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { AccountWindow } from './account-window.tsx'
import { IncidentFacts } from './incident-facts.tsx'
import { IncidentHistory } from './incident-history.tsx'
import { HolderTable, ViewingTable } from './incident-people.tsx'
import { StepWindow } from './step-window.tsx'

interface IncidentDrawerProps {
  readonly id: Incident['id']
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** One incident: what was noticed, what was done, who answered, and what the user may do now. */
export function IncidentDrawer({ id, onChanged, onClose }: IncidentDrawerProps) {
  const { t } = useTranslation()
  const incident = useQuery(query(readIncident, { params: { id } }))
  const [taking, setTaking] = useState<IncidentStepKind>()
  const [isAccounting, setIsAccounting] = useState(false)
  const { user } = useSession()
  const isAdministrator = administratorRoles.some((role) => role === user.role)
  const canAccount = ({ outcome, accountabilityCase }: IncidentDetail) =>
    isAdministrator && outcome === 'confirmed' && accountabilityCase === null
  const saving = useMutation({
    mutationFn: (file: Attachment) => invoke(saveIncidentAttachment, { incident: id, id: file.id, name: file.name }),
  })

  return (
    <Drawer
      open
      size={760}
      title={incident.data ? t(`monitoring.rule.${incident.data.rule}.name`) : t('incident.oneTitle')}
      onClose={onClose}
    >
      <FailureAlert error={incident.error ?? saving.error} />
      {incident.isPending && <Skeleton active />}
      {incident.data && (
        <div className="stack">
          <Actions
            actions={incident.data.actions}
            canAccount={canAccount(incident.data)}
            onTake={setTaking}
            onAccount={() => setIsAccounting(true)}
          />
          <IncidentFacts incident={incident.data} />
          <Section title={t('incident.history')}>
            <IncidentHistory steps={incident.data.steps} onSave={(file) => saving.mutate(file)} />
          </Section>
          {incident.data.queryId && <Viewings incident={incident.data} />}
          <Section title={t('incident.holders')}>
            <HolderTable holders={incident.data.holders} />
          </Section>
        </div>
      )}
      {taking && incident.data && (
        <StepWindow
          kind={taking}
          incident={incident.data}
          onDone={() => {
            setTaking(undefined)
            onChanged()
          }}
          onCancel={() => setTaking(undefined)}
        />
      )}
      {isAccounting && incident.data && (
        <AccountWindow
          incident={incident.data}
          onDone={() => {
            setIsAccounting(false)
            onChanged()
          }}
          onCancel={() => setIsAccounting(false)}
        />
      )}
    </Drawer>
  )
}

/** The step the incident waits for stands first and is blue. */
function Actions({
  actions,
  canAccount,
  onTake,
  onAccount,
}: {
  actions: readonly IncidentStepKind[]
  canAccount: boolean
  onTake: (kind: IncidentStepKind) => void
  onAccount: () => void
}) {
  const { t } = useTranslation()
  if (actions.length === 0 && !canAccount) return <p className="muted">{t('incident.nothingToDo')}</p>
  const first = actions.includes('reported') ? 'reported' : actions.find((kind) => kind !== 'noted')
  const ordered = actions.toSorted((a, b) => Number(b === first) - Number(a === first))
  return (
    <div className="row incident-actions">
      {ordered.map((kind) => (
        <Button key={kind} type={kind === first ? 'primary' : 'default'} onClick={() => onTake(kind)}>
          {t(`incident.step.${kind}`)}
        </Button>
      ))}
      {canAccount && <Button onClick={onAccount}>{t('accountability.open')}</Button>}
    </div>
  )
}

/** Asked for only when somebody wants to know: asking is an entry of the log. */
function Viewings({ incident }: { incident: IncidentDetail }) {
  const { t } = useTranslation()
  const [isShown, setIsShown] = useState(false)
  return (
    <Section title={t('incident.viewings')}>
      {isShown ? (
        <ViewingTable id={incident.id} />
      ) : (
        <Button size="small" onClick={() => setIsShown(true)}>
          {t('incident.showViewings')}
        </Button>
      )}
    </Section>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h2 className="section">{title}</h2>
      {children}
    </div>
  )
}
