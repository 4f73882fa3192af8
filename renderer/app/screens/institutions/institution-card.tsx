import { Button, Card, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { EndingForm } from './ending-form.tsx'
import type { InstitutionRow } from './institution-tree.tsx'
import { OpeningForm } from './opening-form.tsx'

interface InstitutionCardProps {
  readonly institution: InstitutionRow
  readonly institutions: readonly InstitutionRow[]
  readonly onChanged: () => void
}

/** What an institution is; head office changes the tree from here. */
export function InstitutionCard({ institution, institutions, onChanged }: InstitutionCardProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const [form, setForm] = useState<'open' | 'end'>()
  const { code, name, level, region, parent, openedOn, closedOn, successor } = institution
  const nameOf = (wanted: string | null) => institutions.find((one) => one.code === wanted)?.name ?? wanted
  const canChange = user.role === 'head-office-administrator' && closedOn === null
  const close = () => setForm(undefined)

  return (
    <Card
      size="small"
      title={
        <span className="row">
          {name}
          {closedOn !== null && <Tag color="default">{t('institution.closedTag')}</Tag>}
        </span>
      }
      extra={
        canChange && (
          <span className="row">
            {level !== 'outlet' && (
              <Button size="small" onClick={() => setForm('open')}>
                {t('institution.openBelow')}
              </Button>
            )}
            {parent !== null && (
              <Button size="small" onClick={() => setForm('end')}>
                {t('institution.mergeOrClose')}
              </Button>
            )}
          </span>
        )
      }
    >
      <dl className="facts">
        <Fact term={t('institution.code')} value={code} />
        <Fact term={t('institution.level')} value={t(`institution.levels.${level}`)} />
        <Fact term={t('institution.region')} value={region} />
        <Fact term={t('institution.parent')} value={nameOf(parent)} />
        <Fact term={t('institution.openedOn')} value={openedOn} />
        {closedOn !== null && <Fact term={t('institution.closedOn')} value={closedOn} />}
        {successor !== null && <Fact term={t('institution.successor')} value={nameOf(successor)} />}
      </dl>
      {form === 'open' && <OpeningForm parent={institution} onDone={onChanged} onClose={close} />}
      {form === 'end' && (
        <EndingForm institution={institution} institutions={institutions} onDone={onChanged} onClose={close} />
      )}
    </Card>
  )
}

function Fact({ term, value }: { term: string; value: string | null }) {
  return (
    <>
      <dt>{term}</dt>
      <dd className="figure">{value ?? '—'}</dd>
    </>
  )
}
