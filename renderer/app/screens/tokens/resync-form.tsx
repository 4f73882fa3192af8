import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { proposeResync } from '#contract/ipc/token.ts'
import type { TwoCodes as Codes } from '#contract/token.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'
import { TwoCodes } from './two-codes.tsx'

/** Two codes of a token that is far out of step; a second administrator signs afterwards. */
export function ResyncForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const propose = useMutation({
    mutationFn: (codes: Codes) => invoke(proposeResync, { params: { id }, body: codes }),
    onSuccess: onDone,
  })
  return (
    <div className="stack">
      <p className="muted">{t('tokens.resyncHow')}</p>
      <FailureAlert error={propose.error} />
      <TwoCodes isBusy={propose.isPending} onCodes={(codes) => propose.mutate(codes)} />
    </div>
  )
}
