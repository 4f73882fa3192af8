import { useQuery } from '@tanstack/react-query'
import { Button, Descriptions, Drawer, Tabs, Timeline } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type * as z from 'zod'
import { readUserScore } from '#contract/ipc/score.ts'
import { listUserChanges } from '#contract/ipc/user.ts'
import { EveryCause } from '#contract/suspension.ts'
import type { UserRow } from '#contract/user.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScorePanel } from '#renderer/app/components/score-panel.tsx'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { RightsForm } from './rights-form.tsx'
import { SuspensionForm } from './suspension-form.tsx'
import { lastDay, UserState } from './user-table.tsx'

interface UserDrawerProps {
  readonly user: UserRow
  readonly canChange: boolean
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** One user: what he may do, what was done to him, and what can be done. */
export function UserDrawer({ user, canChange, onChanged, onClose }: UserDrawerProps) {
  const { t } = useTranslation()
  const [form, setForm] = useState<'rights' | 'suspend' | 'stop'>()
  const { status, movedOn } = user
  const done = () => {
    setForm(undefined)
    onChanged()
  }
  const close = () => setForm(undefined)

  return (
    <Drawer
      open
      size={640}
      title={`${user.name} ${user.employeeId}`}
      onClose={onClose}
      extra={
        canChange &&
        status !== 'stopped' && (
          <span className="row row-tight">
            {status === 'active' && (
              <>
                <Button type="primary" onClick={() => setForm('rights')}>
                  {t(movedOn ? 'user.adjust' : 'user.setRights')}
                </Button>
                <Button onClick={() => setForm('suspend')}>{t('user.suspend')}</Button>
              </>
            )}
            <Button danger onClick={() => setForm('stop')}>
              {t('user.stop')}
            </Button>
          </span>
        )
      }
    >
      <Tabs
        items={[
          { key: 'facts', label: t('user.status'), children: <Facts user={user} /> },
          { key: 'score', label: t('score.ofUser'), children: <Score employeeId={user.employeeId} /> },
        ]}
      />
      {form === 'rights' && <RightsForm user={user} onDone={done} onClose={close} />}
      {(form === 'suspend' || form === 'stop') && (
        <SuspensionForm user={user} what={form} onDone={done} onClose={close} />
      )}
    </Drawer>
  )
}

function Facts({ user }: { user: UserRow }) {
  const { t } = useTranslation()
  const changes = useQuery(query(listUserChanges, { params: { employeeId: user.employeeId } }))
  return (
    <div className="stack">
      <UserFacts user={user} />
      <h2 className="section">{t('user.changes')}</h2>
      <FailureAlert error={changes.error} />
      {changes.data?.length === 0 && <p className="muted">{t('user.noChanges')}</p>}
      <Changes changes={changes.data ?? []} />
    </div>
  )
}

function Score({ employeeId }: { employeeId: string }) {
  const score = useQuery(query(readUserScore, { params: { employeeId } }))
  return (
    <div className="stack">
      <FailureAlert error={score.error} />
      {score.data && <ScorePanel score={score.data} />}
    </div>
  )
}

function UserFacts({ user }: { user: UserRow }) {
  const { t } = useTranslation()
  const comma = t('account.comma')
  const { role, institution, subjectKinds, purposes, rightsUntil, rightsConfirmedAt, movedOn } = user
  const items = [
    { key: 'institution', label: t('user.institution'), children: `${institution.name} ${institution.code}` },
    { key: 'role', label: t('user.role'), children: t(`terms.userRole.${role}`) },
    { key: 'status', label: t('user.status'), children: <UserState user={user} /> },
    ...(movedOn ? [{ key: 'moved', label: t('user.movedOn'), children: movedOn }] : []),
    {
      key: 'kinds',
      label: t('user.subjectKinds'),
      children: subjectKinds.map((kind) => t(`user.subjectKind.${kind}`)).join(comma) || '—',
    },
    {
      key: 'purposes',
      label: t('user.purposes'),
      children: purposes.map((one) => t(`terms.purpose.${one}`)).join(comma) || '—',
    },
    { key: 'until', label: t('user.rightsUntil'), children: lastDay(rightsUntil) },
    {
      key: 'confirmed',
      label: t('user.confirmedAt'),
      children: rightsConfirmedAt ? shanghaiMoment(rightsConfirmedAt) : '—',
    },
  ]
  return <Descriptions column={1} size="small" bordered items={items} />
}

type Change = z.output<typeof listUserChanges.output>[number]

function Changes({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation()
  const causeText = (cause: string) => {
    const known = EveryCause.safeParse(cause)
    return known.success ? t(`user.cause.${known.data}`) : cause
  }
  return (
    <Timeline
      items={changes.map(({ kind, cause, note, changedBy, changedAt }) => ({
        key: `${changedAt} ${kind}`,
        content: (
          <>
            <b>{t(`user.changeKind.${kind}`)}</b>{' '}
            <span className="muted figure">
              {shanghaiMoment(changedAt)} {changedBy}
            </span>
            {cause !== null && <div>{causeText(cause)}</div>}
            {note !== null && <div className="muted">{note}</div>}
          </>
        ),
      }))}
    />
  )
}
