import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Business } from '#contract/business.ts'
import type { BlockReason } from '#contract/decision.ts'
import { kindOfPurpose, Purpose, type SubjectKind } from '#contract/purpose.ts'
import { StopCause } from '#contract/query-stop.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

/** Every reason of a block: what stands against the query, what to do, whether an approver could release it. */
export function BlockReasonList({ reasons, purpose }: { reasons: readonly BlockReason[]; purpose: string }) {
  const { t } = useTranslation()
  return (
    <ul className="reasons">
      {reasons.map((reason) => (
        <li key={reason.rule}>
          <div className="reason-what">
            {t(`rule.${reason.rule}.what`, factsInWords(t, kindOfPurpose(purpose), reason.facts))}
          </div>
          <div>{t(`rule.${reason.rule}.next`)}</div>
          <div className="muted">{t(`shell.${releaseOf(reason)}`)}</div>
        </li>
      ))}
    </ul>
  )
}

function releaseOf({ isReleasable, isHigherOnly }: BlockReason): 'releasable' | 'releasableHigher' | 'notReleasable' {
  if (!isReleasable) return 'notReleasable'
  return isHigherOnly ? 'releasableHigher' : 'releasable'
}

/** Codes among the facts become the words officers know; numbers, times and references stay as they are. */
function factsInWords(t: TFunction, kind: SubjectKind, facts: BlockReason['facts']): BlockReason['facts'] {
  // A decision names the two digits of the bureau's table.
  const code = String(facts['purpose'] ?? '')
  const purpose = Purpose.safeParse(kind === 'corporate' && !code.startsWith('E') ? `E${code}` : code)
  const status = Business.shape.status.safeParse(facts['status'])
  const cause = StopCause.safeParse(facts['cause'])
  const since = facts['since']
  return {
    ...facts,
    ...(purpose.success && { purpose: t(`terms.purpose.${purpose.data}`) }),
    ...(cause.success && { cause: t(`queryStop.causes.${cause.data}`) }),
    ...(since !== undefined && { since: shanghaiMoment(since) }),
    ...(status.success && { status: t(`terms.businessStatus.${status.data}`) }),
  }
}
