import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { liftSuspension } from '#contract/ipc/way-back.ts'
import { mayLift } from '#contract/rules/way-back.ts'
import { liftOperation, type OpenSuspension, type SuspendedUser } from '#contract/way-back.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'

interface LiftFormProps {
  readonly user: SuspendedUser
  readonly suspension: OpenSuspension
  readonly onDone: () => void
}

/** Ends a cause that needs nothing but the word of an administrator. */
export function LiftForm({ user, suspension, onDone }: LiftFormProps) {
  const { t } = useTranslation()
  const session = useSession()
  const { sign, signingWindow } = useSigning()
  const [note, setNote] = useState('')
  const { cause, since, incident, by } = suspension
  const { employeeId, name } = user
  const open = { cause, since: since.slice(0, 10), hasIncident: incident !== null, by }
  if (!mayLift(open, session.user.employeeId)) return null

  const lift = () =>
    sign({
      operation: liftOperation(employeeId, cause),
      summary: <p>{t('wayBack.liftSummary', { name, employeeId, cause: t(`user.cause.${cause}`) })}</p>,
      carryOut: (signature) => invoke(liftSuspension, { params: { employeeId }, body: { cause, note, signature } }),
      onDone,
    })

  return (
    <div className="row">
      <Input
        style={{ flex: 1 }}
        maxLength={200}
        aria-label={t('wayBack.liftNote')}
        placeholder={t('wayBack.liftNote')}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <Button disabled={note.trim().length < 2} onClick={lift}>
        {t('wayBack.lift')}
      </Button>
      {signingWindow}
    </div>
  )
}
