import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { confirmRights } from '#contract/ipc/user.ts'
import { confirmationOperation, maxConfirmed } from '#contract/user.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { useToday } from '#renderer/app/hooks/use-today.ts'
import { invoke } from '#renderer/bridge.ts'

/** Confirms the rights of the chosen users for another year with one signature. */
export function ConfirmationBar({ chosen, onDone }: { chosen: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const { sign, signingWindow } = useSigning()
  const until = aYearAfter(useToday())
  const employeeIds = chosen.filter((employeeId) => employeeId !== user.employeeId)

  const confirm = () =>
    sign({
      operation: confirmationOperation(user.institution.code, employeeIds, until),
      summary: (
        <>
          <p>{t('user.confirmSummary', { count: employeeIds.length, until })}</p>
          <p className="figure">{employeeIds.join(' ')}</p>
        </>
      ),
      carryOut: (signature) => invoke(confirmRights, { body: { employeeIds, until, signature } }),
      onDone,
    })

  return (
    <>
      <Button
        size="small"
        type="primary"
        disabled={employeeIds.length === 0 || employeeIds.length > maxConfirmed}
        onClick={confirm}
      >
        {t('user.confirm', { count: employeeIds.length })}
      </Button>
      {signingWindow}
    </>
  )
}

function aYearAfter(day: string): string {
  return new Date(Date.parse(day) + 365 * 86_400_000).toISOString().slice(0, 10)
}
