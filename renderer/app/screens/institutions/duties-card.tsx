import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Card, Popconfirm, Switch, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Duty, dutyClasses } from '#contract/duty.ts'
import { endDuty, listDuties } from '#contract/ipc/institution.ts'
import { administratorRoles } from '#contract/role.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { useToday } from '#renderer/app/hooks/use-today.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { DutyForm } from './duty-form.tsx'
import type { InstitutionRow } from './institution-tree.tsx'

interface DutiesCardProps {
  readonly institution: InstitutionRow
  readonly onChanged: () => void
}

/** Who holds which duty, class by class; a class without a holder today says so. */
export function DutiesCard({ institution, onChanged }: DutiesCardProps) {
  const { t } = useTranslation()
  const [isAdding, setIsAdding] = useState(false)
  const [showsPast, setShowsPast] = useState(false)
  const { code, closedOn, vacancies } = institution
  const today = useToday()
  const { user } = useSession()
  const canAssign = closedOn === null && administratorRoles.some((role) => role === user.role)
  const duties = useQuery(query(listDuties, { params: { code } }))
  const ending = useMutation({
    mutationFn: (id: string) => invoke(endDuty, { params: { id }, body: { endsOn: today } }),
    onSuccess: onChanged,
  })
  const shown = (duties.data ?? []).filter(({ endsOn }) => showsPast || endsOn === null || endsOn >= today)

  return (
    <Card
      size="small"
      title={t('institution.duties')}
      loading={duties.isPending}
      extra={
        <span className="row">
          <span className="row row-tight muted">
            {t('institution.showPast')}
            <Switch size="small" checked={showsPast} onChange={setShowsPast} aria-label={t('institution.showPast')} />
          </span>
          {canAssign && (
            <Button size="small" type="primary" onClick={() => setIsAdding(true)}>
              {t('institution.assign')}
            </Button>
          )}
        </span>
      }
    >
      <FailureAlert error={duties.error ?? ending.error} />
      <dl className="classes">
        {dutyClasses.map((dutyClass) => (
          <div key={dutyClass}>
            <dt>{t(`institution.class.${dutyClass}`)}</dt>
            <dd>
              {vacancies.includes(dutyClass) && <Tag color="error">{t('institution.vacant')}</Tag>}
              {shown
                .filter((duty) => duty.class === dutyClass)
                .map((duty) => (
                  <DutyLine
                    key={duty.id}
                    duty={duty}
                    today={today}
                    {...(canAssign && { onEnd: () => ending.mutate(duty.id) })}
                  />
                ))}
            </dd>
          </div>
        ))}
      </dl>
      {isAdding && (
        <DutyForm institution={institution} duties={shown} onDone={onChanged} onClose={() => setIsAdding(false)} />
      )}
    </Card>
  )
}

function DutyLine({ duty, today, onEnd }: { duty: Duty; today: string; onEnd?: () => void }) {
  const { t } = useTranslation()
  const { name, employeeId, startsOn, endsOn, deputyOf, letterSha256 } = duty
  const isOver = endsOn !== null && endsOn < today
  const term = t('institution.term', { from: startsOn, until: endsOn ?? t('institution.openEnd') })
  return (
    <div className={isOver ? 'duty muted' : 'duty'}>
      <span>
        <b>{name}</b> <span className="figure">{employeeId}</span> {deputyOf && <Tag>{t('institution.deputy')}</Tag>}
        {startsOn > today && <Tag color="processing">{t('institution.notYet')}</Tag>}
      </span>
      <span className="figure">{term}</span>
      <span className="muted figure" title={letterSha256}>
        {t('institution.letterHash', { hash: letterSha256.slice(0, 8) })}
      </span>
      {onEnd && !isOver && (endsOn === null || endsOn > today) && (
        <Popconfirm
          title={t('institution.endDutyAsk', { name })}
          okText={t('institution.endDuty')}
          cancelText={t('institution.cancel')}
          onConfirm={onEnd}
        >
          <Button size="small" type="link" disabled={startsOn > today}>
            {t('institution.endDuty')}
          </Button>
        </Popconfirm>
      )}
    </div>
  )
}
