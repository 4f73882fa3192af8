import { useQuery } from '@tanstack/react-query'
import { Card, DatePicker, Segmented, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readComplianceReport } from '#contract/ipc/compliance.ts'
import { listInstitutions } from '#contract/ipc/institution.ts'
import { type PeriodKind, periodKinds } from '#contract/period.ts'
import { daysOfPeriod, periodOf, previousPeriod } from '#contract/rules/period.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useFresh } from '#renderer/app/hooks/use-fresh.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { useToday } from '#renderer/app/hooks/use-today.ts'
import type { ScreenProps } from '#renderer/app/place.ts'
import { query } from '#renderer/query.ts'
import { ReportContents } from './report-contents.tsx'
import { SignOffCard } from './sign-off-card.tsx'

const pickers = { day: 'date', month: 'month', quarter: 'quarter' } as const

/** The figures of a day, month or quarter; signed by the institution and looked at by the level above. */
export function ComplianceScreen({ start }: ScreenProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const today = useToday()
  const [institution, setInstitution] = useState(start?.reference || user.institution.code)
  const [kind, setKind] = useState<PeriodKind>('month')
  const [chosen, setChosen] = useState<string>()
  // The last one that is over is the one that wants a signature.
  const period = chosen ?? previousPeriod(periodOf(kind, today))
  const institutions = useQuery(query(listInstitutions, {}))
  const found = useQuery(query(readComplianceReport, { params: { institution, period } }))
  useFresh(readComplianceReport.name)

  const choose = (day: Dayjs | null) => day && setChosen(periodOf(kind, day.format('YYYY-MM-DD')))
  return (
    <div className="stack">
      <ScreenTitle title={t('compliance.title')}>
        <p>{t('compliance.intro')}</p>
      </ScreenTitle>
      <Card size="small">
        <div className="row">
          <Select
            aria-label={t('compliance.institution')}
            style={{ width: 300 }}
            showSearch={{ optionFilterProp: 'label' }}
            value={institution}
            onChange={setInstitution}
            options={(institutions.data ?? []).map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))}
          />
          <Segmented
            aria-label={t('compliance.kind')}
            options={periodKinds.map((value) => ({ value, label: t(`compliance.kinds.${value}`) }))}
            value={kind}
            onChange={(value) => {
              setKind(value)
              setChosen(undefined)
            }}
          />
          <DatePicker
            aria-label={t('compliance.period')}
            picker={pickers[kind]}
            allowClear={false}
            value={dayjs(daysOfPeriod(period).from)}
            maxDate={dayjs(today)}
            onChange={choose}
          />
        </div>
      </Card>
      <FailureAlert error={found.error ?? institutions.error} />
      <Card size="small" loading={found.isPending}>
        {found.data && <SignOffCard key={`${institution}/${period}`} report={found.data} />}
      </Card>
      {found.data && <ReportContents report={found.data} onOpen={setInstitution} />}
    </div>
  )
}
