import { Alert, Descriptions, Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import type { OpenSuspension, SuspendedUser } from '#contract/way-back.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { LiftForm } from './lift-form.tsx'
import { ReturnStep } from './return-step.tsx'

interface SuspendedDrawerProps {
  readonly user: SuspendedUser
  readonly canChange: boolean
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** One suspended user: each cause, the step that comes next with its button, and what follows. */
export function SuspendedDrawer({ user, canChange, onChanged, onClose }: SuspendedDrawerProps) {
  const { t } = useTranslation()
  const { name, employeeId, step, opensOn, daysLeft, suspensions, institution } = user
  return (
    <Drawer open size={560} title={`${name} ${employeeId} · ${institution.name}`} onClose={onClose}>
      <div className="stack">
        <Alert
          type="info"
          showIcon
          title={t(`wayBack.step.${step}.name`)}
          description={t(`wayBack.step.${step}.how`, { day: opensOn ?? '', count: daysLeft })}
        />
        {canChange && <ReturnStep user={user} onChanged={onChanged} />}
        <h2 className="section">{t('wayBack.causes')}</h2>
        {suspensions.map((suspension) => (
          <div key={suspension.cause} className="stack">
            <Cause suspension={suspension} />
            {canChange && <LiftForm user={user} suspension={suspension} onDone={onChanged} />}
          </div>
        ))}
      </div>
    </Drawer>
  )
}

function Cause({ suspension }: { suspension: OpenSuspension }) {
  const { t } = useTranslation()
  const { cause, since, by, note, incident } = suspension
  const items = [
    { key: 'cause', label: t('wayBack.cause'), children: t(`user.cause.${cause}`) },
    { key: 'since', label: t('wayBack.since'), children: shanghaiMoment(since) },
    { key: 'by', label: t('wayBack.by'), children: by ?? t('wayBack.service') },
    ...(note === null ? [] : [{ key: 'note', label: t('user.note'), children: note }]),
    ...(incident === null
      ? []
      : [{ key: 'incident', label: t('wayBack.incident'), children: incident.slice(0, 8).toUpperCase() }]),
  ]
  return <Descriptions column={1} size="small" bordered items={items} />
}
