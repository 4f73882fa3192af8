import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Descriptions, Modal, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { issueInitialPassword } from '#contract/ipc/password.ts'
import { approveResync, assignToken, enrolToken, passIdentityCheck, revokeToken } from '#contract/ipc/token.ts'
import {
  identityCheckOperation,
  type Revocation,
  resyncOperation,
  type Token,
  type TokenHolder,
} from '#contract/token.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { EnrolSteps } from './enrol-steps.tsx'
import { ResyncForm } from './resync-form.tsx'

interface HolderWindowProps {
  readonly holder: TokenHolder
  readonly stock: readonly Token[]
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** One user: password handed over, tokens given and ended, the identity check. */
export function HolderWindow({ holder, stock, onChanged, onClose }: HolderWindowProps) {
  const { t } = useTranslation()
  const { sign, signingWindow } = useSigning()
  const { employeeId } = holder
  const issue = useMutation({
    mutationFn: () => invoke(issueInitialPassword, { params: { employeeId } }),
    onSuccess: onChanged,
  })
  const enrol = useMutation({
    mutationFn: () => invoke(enrolToken, { body: { employeeId, profile: 'totp-sha1' } }),
    onSuccess: onChanged,
  })
  const assign = useMutation({
    mutationFn: ({ id, use }: Token) => invoke(assignToken, { params: { id }, body: { employeeId, use } }),
    onSuccess: onChanged,
  })
  const check = holder.identityCheck
  const passCheck = () =>
    check &&
    sign({
      operation: identityCheckOperation(employeeId, check.cause),
      summary: <p>{t('tokens.checkSummary', { name: holder.name, employeeId })}</p>,
      carryOut: (signature) => invoke(passIdentityCheck, { params: { employeeId }, body: { signature } }),
      onDone: onChanged,
    })

  return (
    <Modal
      open
      width={760}
      title={`${holder.name} ${employeeId}`}
      footer={null}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <div className="stack">
        <FailureAlert error={issue.error ?? enrol.error ?? assign.error} />
        {check && (
          <Alert
            type="warning"
            showIcon
            title={t('tokens.checkTitle')}
            description={t(check.firstBy ? 'tokens.checkSecond' : 'tokens.checkFirst')}
            action={<Button onClick={passCheck}>{t('tokens.checkSign')}</Button>}
          />
        )}
        {issue.data && (
          <Alert
            type="success"
            title={<code className="challenge">{issue.data.password}</code>}
            description={t('tokens.issued', { until: shanghaiMoment(issue.data.validUntil) })}
          />
        )}
        {enrol.data && (
          <EnrolSteps
            token={enrol.data}
            onDone={() => {
              enrol.reset()
              onChanged()
            }}
          />
        )}
        {holder.tokens
          .filter(({ isConfirmed }) => isConfirmed)
          .map((token) => (
            <HeldTokenCard key={token.id} token={token} sign={sign} onChanged={onChanged} />
          ))}
        <div className="row">
          <Popconfirm title={t('tokens.issueSure')} onConfirm={() => issue.mutate()}>
            <Button loading={issue.isPending}>{t('tokens.issue')}</Button>
          </Popconfirm>
          <Button loading={enrol.isPending} onClick={() => enrol.mutate()}>
            {t('tokens.enrol')}
          </Button>
          <Select
            style={{ minWidth: 220 }}
            placeholder={t('tokens.assign')}
            value={null}
            options={stock.map(({ id, serial, profile }) => ({ value: id, label: `${serial} ${profile}` }))}
            onChange={(id: string) => {
              const token = stock.find((candidate) => candidate.id === id)
              if (token) assign.mutate(token)
            }}
          />
        </div>
      </div>
      {signingWindow}
    </Modal>
  )
}

interface HeldTokenCardProps {
  readonly token: Token
  readonly sign: ReturnType<typeof useSigning>['sign']
  readonly onChanged: () => void
}

function HeldTokenCard({ token, sign, onChanged }: HeldTokenCardProps) {
  const { t } = useTranslation()
  const [isResyncing, setIsResyncing] = useState(false)
  const revoke = useMutation({
    mutationFn: (reason: Revocation) => invoke(revokeToken, { params: { id: token.id }, body: { reason } }),
    onSuccess: onChanged,
  })
  const { resync } = token
  const approve = () =>
    resync &&
    sign({
      operation: resyncOperation(resync, token),
      summary: <p>{t('tokens.resyncSummary', { serial: token.serial, steps: resync.driftSteps })}</p>,
      carryOut: (signature) => invoke(approveResync, { params: { id: resync.id }, body: { signature } }),
      onDone: onChanged,
    })
  const items = [
    { key: 'use', label: t(token.use === 'log-in' ? 'tokens.logIn' : 'tokens.signing'), children: token.serial },
    { key: 'profile', label: t('tokens.profile'), children: token.profile },
    { key: 'drift', label: t('tokens.drift'), children: t('tokens.steps', { count: token.driftSteps }) },
  ]
  return (
    <div className="stack">
      <FailureAlert error={revoke.error} />
      <Descriptions column={3} size="small" items={items} />
      {resync && (
        <Alert
          type="info"
          title={t('tokens.resyncOpen', { by: resync.proposedBy, steps: resync.driftSteps })}
          action={<Button onClick={approve}>{t('tokens.resyncSign')}</Button>}
        />
      )}
      {isResyncing && (
        <ResyncForm
          id={token.id}
          onDone={() => {
            setIsResyncing(false)
            onChanged()
          }}
        />
      )}
      <div className="row">
        {token.profile !== 'ocra' && (
          <Button size="small" onClick={() => setIsResyncing(true)}>
            {t('tokens.resync')}
          </Button>
        )}
        {(['lost', 'broken', 'returned'] as const).map((reason) => (
          <Popconfirm key={reason} title={t(`tokens.revokeSure.${reason}`)} onConfirm={() => revoke.mutate(reason)}>
            <Button size="small" danger loading={revoke.isPending}>
              {t(`tokens.revoke.${reason}`)}
            </Button>
          </Popconfirm>
        ))}
      </div>
    </div>
  )
}
