import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { issueAdmissionCode } from '#contract/ipc/admission.ts'
import { passIdentityCheck } from '#contract/ipc/token.ts'
import { mayDo } from '#contract/rules/way-back.ts'
import { identityCheckOperation } from '#contract/token.ts'
import type { SuspendedUser } from '#contract/way-back.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiTimeOfDay } from '#renderer/shanghai-time.ts'
import { ReviewForm } from './review-form.tsx'

interface ReturnStepProps {
  readonly user: SuspendedUser
  readonly onChanged: () => void
}

/** What an administrator can do now about somebody's way back. */
export function ReturnStep({ user, onChanged }: ReturnStepProps) {
  const { step } = user
  if (mayDo('sign-identity', step)) return <IdentityCheck user={user} onChanged={onChanged} />
  if (mayDo('review', step)) return <ReviewForm user={user} onDone={onChanged} />
  return mayDo('issue-code', step) ? <CodeButton user={user} /> : null
}

function IdentityCheck({ user, onChanged }: ReturnStepProps) {
  const { t } = useTranslation()
  const session = useSession()
  const { sign, signingWindow } = useSigning()
  const { employeeId, name, identityCheck } = user
  if (!identityCheck) return null
  if (identityCheck.firstBy === session.user.employeeId) return <div className="muted">{t('wayBack.seenByYou')}</div>

  const confirm = () =>
    sign({
      operation: identityCheckOperation(employeeId, identityCheck.cause),
      summary: <p>{t('tokens.checkSummary', { name, employeeId })}</p>,
      carryOut: (signature) => invoke(passIdentityCheck, { params: { employeeId }, body: { signature } }),
      onDone: onChanged,
    })
  return (
    <div className="row">
      <Button type="primary" onClick={confirm}>
        {t('tokens.checkSign')}
      </Button>
      {identityCheck.firstBy && <span className="muted">{t('wayBack.seenBy', { by: identityCheck.firstBy })}</span>}
      {signingWindow}
    </div>
  )
}

function CodeButton({ user }: { user: SuspendedUser }) {
  const { t } = useTranslation()
  const { employeeId } = user
  const issuing = useMutation({ mutationFn: () => invoke(issueAdmissionCode, { params: { employeeId } }) })
  return (
    <div className="stack">
      <FailureAlert error={issuing.error} />
      <div>
        <Button type="primary" loading={issuing.isPending} onClick={() => issuing.mutate()}>
          {t('admission.issueCode')}
        </Button>
      </div>
      {issuing.data && (
        <Alert
          type="success"
          title={<code className="challenge">{issuing.data.code.replace(/(.{4})(?=.)/g, '$1-')}</code>}
          description={t('wayBack.codeHint', { employeeId, at: shanghaiTimeOfDay(issuing.data.expiresAt) })}
        />
      )}
    </div>
  )
}
