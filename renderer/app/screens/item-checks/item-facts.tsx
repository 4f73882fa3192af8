import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckItem, ItemStep } from '#contract/item-check.ts'
import { shanghaiDay, shanghaiMoment } from '#renderer/shanghai-time.ts'
import { useReasonName } from './reason-name.ts'

/** What the scan must agree with: the query as it was typed, in the order in which one compares it with the form. */
export function ItemFacts({ item }: { item: CheckItem }) {
  const { t } = useTranslation()
  const { subject, consent, business, purpose, askedAt, warnings, steps } = item
  const isWithin = consent.signedOn <= shanghaiDay(askedAt)
  return (
    <div className="check-facts">
      <div className="row row-tight">
        {item.level === 2 && <Tag color="purple">{t('itemCheck.sample')}</Tag>}
        {item.isOverdue && <Tag color="red">{t('itemCheck.overdue')}</Tag>}
        <span className="muted">{t('itemCheck.dueOn', { day: item.dueOn })}</span>
      </div>
      <dl className="facts facts-narrow check-facts-main">
        <Fact name={t('itemCheck.subject')}>{subject ? <b>{subject.name}</b> : t('itemCheck.erased')}</Fact>
        {subject && <Fact name={t('itemCheck.idNumber')}>{<b className="figure">{spaced(subject.idNumber)}</b>}</Fact>}
        <Fact name={t('itemCheck.signedOn')}>
          <b className="figure">{consent.signedOn}</b> {!isWithin && <Tag color="red">{t('itemCheck.signedLate')}</Tag>}
        </Fact>
        <Fact name={t('itemCheck.purpose')}>
          <b>{t(`terms.purpose.${purpose}`)}</b>
        </Fact>
        <Fact name={t('itemCheck.purposes')}>
          {consent.purposes.map((one) => t(`terms.purpose.${one}`)).join(t('itemCheck.and'))}
        </Fact>
        <Fact name={t('itemCheck.validity')}>
          {consent.isPostLoan
            ? t('itemCheck.postLoan')
            : t('itemCheck.firstUse', {
                until: consent.firstUseUntil,
                used: consent.firstUsedAt ? shanghaiDay(consent.firstUsedAt) : '—',
              })}
        </Fact>
        <Fact name={t('itemCheck.business')}>
          <span className="figure">{business.reference}</span> <span className="muted">{business.product}</span>
        </Fact>
        <Fact name={t('itemCheck.askedAt')}>{shanghaiMoment(askedAt)}</Fact>
        <Fact name={t('itemCheck.officer')}>
          {item.officer.name} <span className="muted">{item.officer.employeeId}</span>
          <div className="muted">{item.institution.name}</div>
        </Fact>
      </dl>
      {warnings.map(({ rule, facts }) => (
        <div key={rule} className="refusal">
          {t(`warning.${rule}`, facts)}
        </div>
      ))}
      {steps.map((step) => (
        <Step key={`${step.at} ${step.what}`} step={step} />
      ))}
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Step({ step: { what, at, by, reason, note } }: { step: ItemStep }) {
  const { t } = useTranslation()
  const nameOf = useReasonName()
  return (
    <div className="check-step">
      <span className="muted">{shanghaiMoment(at)}</span> {t(`itemCheck.step.${what}`)} {by}
      <div className="breakable">{[nameOf(what, reason), note].filter(Boolean).join(t('itemCheck.colon'))}</div>
    </div>
  )
}

/** Groups as people read an ID number aloud: region, birthday, the rest. */
function spaced(number: string): string {
  return number.length === 18 ? `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}` : number
}
