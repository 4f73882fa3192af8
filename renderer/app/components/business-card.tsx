import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Business } from '#contract/business.ts'
import type { Subject } from '#contract/subject.ts'
import { isSameSubject, type SubjectValues } from '#renderer/app/subject-values.ts'

interface BusinessCardProps {
  readonly business: Business
  /** What the form holds now; marks the party that it is. */
  readonly subject: Partial<SubjectValues> | undefined
  readonly onPick: (subject: Subject) => void
}

/** What the loan systems know of the business; picking a party fills the subject. */
export function BusinessCard({ business, subject, onPick }: BusinessCardProps) {
  const { t } = useTranslation()
  const { product, institution, kind, status, parties } = business
  const picked = parties.findIndex((party) => isSameSubject(party.subject, subject))

  return (
    <div className="business">
      <dl className="facts">
        <dt>{t('shell.business.product')}</dt>
        <dd>{product}</dd>
        <dt>{t('shell.business.institution')}</dt>
        <dd>{institution.name}</dd>
        <dt>{t('shell.business.kind')}</dt>
        <dd>{t(`terms.businessKind.${kind}`)}</dd>
        <dt>{t('shell.business.status')}</dt>
        <dd className={status === 'open' ? undefined : 'refusal'}>{t(`terms.businessStatus.${status}`)}</dd>
      </dl>
      {status !== 'open' && <div className="refusal">{t('shell.business.notOpen')}</div>}
      {parties.length === 0 ? (
        <div className="muted">{t('shell.business.noParties')}</div>
      ) : (
        <Radio.Group
          className="parties"
          aria-label={t('shell.business.pickParty')}
          value={picked < 0 ? null : picked}
          onChange={({ target }) => pick(Number(target.value))}
        >
          {parties.map((party, index) => (
            <Radio key={`${party.role}-${party.subject.idNumber}`} value={index}>
              <span className="party-role muted">{t(`terms.role.${party.role}`)}</span> {party.subject.name}
              <span className="party-number">{party.subject.idNumber}</span>
            </Radio>
          ))}
        </Radio.Group>
      )}
    </div>
  )

  function pick(index: number): void {
    const party = parties[index]
    if (party) onPick(party.subject)
  }
}
