import { useMutation } from '@tanstack/react-query'
import { QRCode } from 'antd'
import { useTranslation } from 'react-i18next'
import { confirmToken } from '#contract/ipc/token.ts'
import type { TwoCodes as Codes } from '#contract/token.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'
import { TwoCodes } from './two-codes.tsx'

interface EnrolStepsProps {
  readonly token: { readonly id: string; readonly serial: string; readonly uri: string }
  readonly onDone: () => void
}

/** The seed as a QR code, once and in the user's presence; two codes show that it arrived. */
export function EnrolSteps({ token, onDone }: EnrolStepsProps) {
  const { t } = useTranslation()
  const confirm = useMutation({
    mutationFn: (codes: Codes) => invoke(confirmToken, { params: { id: token.id }, body: codes }),
    onSuccess: onDone,
  })
  return (
    <div className="stack">
      <p>{t('tokens.scan', { serial: token.serial })}</p>
      <QRCode value={token.uri} type="svg" size={220} errorLevel="M" />
      <FailureAlert error={confirm.error} />
      <TwoCodes isBusy={confirm.isPending} onCodes={(codes) => confirm.mutate(codes)} />
    </div>
  )
}
