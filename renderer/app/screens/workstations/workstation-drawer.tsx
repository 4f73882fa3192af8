import { useQuery } from '@tanstack/react-query'
import { Drawer, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { readWorkstation } from '#contract/ipc/workstation.ts'
import type { RangeLimits } from '#contract/rules/address-range.ts'
import type { WorkstationId } from '#contract/workstation.ts'
import type { WorkstationDetail } from '#contract/workstation-administration.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { query } from '#renderer/query.ts'
import { AddressesPanel } from './addresses-panel.tsx'
import { AssignmentsPanel } from './assignments-panel.tsx'
import { BindingFilePanel } from './binding-file-panel.tsx'
import { HardwarePanel } from './hardware-panel.tsx'
import { OutOfUsePanel } from './out-of-use-panel.tsx'
import { WorkstationFacts } from './workstation-facts.tsx'

interface WorkstationDrawerProps {
  readonly id: WorkstationId
  readonly limits: RangeLimits
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** One PC: what is known of it, and what the caller may do about it. */
export function WorkstationDrawer({ id, limits, onChanged, onClose }: WorkstationDrawerProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const { data: workstation, error } = useQuery(query(readWorkstation, { params: { id } }))
  const mayDecide = user.role !== 'it'
  const isInUse = workstation?.status === 'approved'
  const isWaiting = workstation?.status === 'pending' || workstation?.status === 'quarantined'

  return (
    <Drawer
      open
      size={640}
      title={workstation ? t('workstations.one', { number: workstation.number }) : '…'}
      onClose={onClose}
    >
      <div className="stack">
        <FailureAlert error={error} />
        {!workstation && !error && <Spin />}
        {workstation && <HardwarePanel workstation={workstation} mayDecide={mayDecide} onDone={onChanged} />}
        {workstation && <WorkstationFacts workstation={workstation} />}
        {workstation && mayDecide && (isInUse || isWaiting) && (
          <AddressesPanel key={workstation.status} workstation={workstation} limits={limits} onDone={onChanged} />
        )}
        {workstation && isInUse && <InUsePanels workstation={workstation} mayDecide={mayDecide} onDone={onChanged} />}
        {workstation && mayDecide && (isInUse || isWaiting) && (
          <OutOfUsePanel workstation={workstation} onDone={onChanged} />
        )}
      </div>
    </Drawer>
  )
}

interface InUsePanelsProps {
  readonly workstation: WorkstationDetail
  readonly mayDecide: boolean
  readonly onDone: () => void
}

function InUsePanels({ workstation, mayDecide, onDone }: InUsePanelsProps) {
  return (
    <>
      <BindingFilePanel workstation={workstation} mayDecide={mayDecide} onDone={onDone} />
      <AssignmentsPanel workstation={workstation} mayChange={mayDecide} onDone={onDone} />
    </>
  )
}
