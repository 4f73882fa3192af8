import { useMutation } from '@tanstack/react-query'
import { Button, DatePicker, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assignToWorkstation, unassignFromWorkstation } from '#contract/ipc/workstation.ts'
import type { WorkstationDetail } from '#contract/workstation-administration.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiDay } from '#renderer/shanghai-time.ts'

interface AssignmentsPanelProps {
  readonly workstation: WorkstationDetail
  readonly mayChange: boolean
  readonly onDone: () => void
}

/** Users of other institutions who may log in at this PC, each until a day. */
export function AssignmentsPanel({ workstation: { id, assignments }, mayChange, onDone }: AssignmentsPanelProps) {
  const { t } = useTranslation()
  const ending = useMutation({
    mutationFn: (assignmentId: string) => invoke(unassignFromWorkstation, { params: { id, assignmentId } }),
    onSuccess: onDone,
  })
  return (
    <div>
      <h2 className="section">{t('workstations.assignments')}</h2>
      <p className="muted">{t('workstations.assignmentsHint')}</p>
      <FailureAlert error={ending.error} />
      <ul className="reasons">
        {assignments.map((one) => (
          <li key={one.id} className="row">
            <span>
              {one.name}（{one.employeeId}） {one.institutionName}
            </span>
            <span className="muted">{t('workstations.until', { day: shanghaiDay(one.endsAt) })}</span>
            {mayChange && (
              <Button size="small" disabled={ending.isPending} onClick={() => ending.mutate(one.id)}>
                {t('workstations.unassign')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && <AssignmentForm workstationId={id} onDone={onDone} />}
    </div>
  )
}

function AssignmentForm({ workstationId, onDone }: { workstationId: WorkstationDetail['id']; onDone: () => void }) {
  const { t } = useTranslation()
  const [employeeId, setEmployeeId] = useState('')
  const [day, setDay] = useState<Dayjs | null>(null)
  const isGood = /^[A-Z0-9]{4,16}$/.test(employeeId) && day !== null
  const assigning = useMutation({
    mutationFn: (endsAt: string) =>
      invoke(assignToWorkstation, { params: { id: workstationId }, body: { employeeId, endsAt } }),
    onSuccess: () => {
      setEmployeeId('')
      setDay(null)
      onDone()
    },
  })
  return (
    <div className="stack">
      <FailureAlert error={assigning.error} />
      <div className="row row-tight">
        <Input
          style={{ width: 150 }}
          aria-label={t('workstations.assignee')}
          placeholder={t('workstations.assignee')}
          maxLength={16}
          value={employeeId}
          onChange={({ target }) => setEmployeeId(target.value.normalize('NFKC').trim().toUpperCase())}
        />
        <DatePicker
          aria-label={t('workstations.assignedUntil')}
          placeholder={t('workstations.assignedUntil')}
          minDate={dayjs()}
          value={day}
          onChange={setDay}
        />
        <Button
          disabled={!isGood}
          loading={assigning.isPending}
          onClick={() => day && assigning.mutate(`${day.format('YYYY-MM-DD')}T15:59:59.000Z`)}
        >
          {t('workstations.assign')}
        </Button>
      </div>
    </div>
  )
}
