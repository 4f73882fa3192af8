import { useTranslation } from 'react-i18next'
import { ReturnReason, Suspicion } from '#contract/item-check.ts'

/** The words for why an item was returned or suspected; nothing for anything else. */
export function useReasonName(): (what: string, reason: string | null) => string | undefined {
  const { t } = useTranslation()
  return (what, reason) => {
    const back = ReturnReason.safeParse(reason)
    if (what === 'returned' && back.success) return t(`itemCheck.returnReason.${back.data}`)
    const doubt = Suspicion.safeParse(reason)
    return what === 'suspected' && doubt.success ? t(`itemCheck.suspicion.${doubt.data}`) : undefined
  }
}
