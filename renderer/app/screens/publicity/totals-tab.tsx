import type { TableColumnsType } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Institution } from '#contract/institution.ts'
import type { PublicityActivity, PublicityTotals } from '#contract/publicity.ts'
import { rollUp } from '#contract/rules/roll-up.ts'
import { Chart } from '#renderer/app/components/chart.tsx'
import { DataTable } from '#renderer/app/components/data-table.tsx'

interface TotalsTabProps {
  readonly institutions: readonly Institution[]
  /** Of the year. */
  readonly activities: readonly PublicityActivity[]
  readonly year: number
}

type Row = PublicityTotals & { readonly code: string; readonly name: string }

const none: PublicityTotals = { held: 0, peopleReached: 0, materialsGiven: 0 }

/** Sums of each institution with everything below it, and how the year went. */
export function TotalsTab({ institutions, activities, year }: TotalsTabProps) {
  const { t, i18n } = useTranslation()
  const held = useMemo(() => activities.filter(({ state }) => state === 'held'), [activities])
  const sums = rollUp(institutions, totalsOf(held), none)
  const rows = institutions.map(({ code, name }): Row => ({ code, name, ...(sums.get(code) ?? none) }))
  const data = useMemo(
    () => ({
      kind: 'bar' as const,
      categories: months.map((month) => (i18n.language === 'en' ? month : `${Number(month)}月`)),
      series: [
        { name: t('publicity.peopleReached'), values: months.map((month) => peopleIn(held, `${year}-${month}`)) },
      ],
    }),
    [held, year, t, i18n.language],
  )
  const figure = (name: keyof PublicityTotals, title: string): TableColumnsType<Row>[number] => ({
    key: name,
    title,
    align: 'right',
    className: 'figure',
    render: (_, row) => row[name],
    sorter: (a, b) => a[name] - b[name],
  })
  const columns: TableColumnsType<Row> = [
    {
      key: 'name',
      title: t('publicity.institution'),
      render: (_, { name, code }) => (
        <>
          {name} <span className="muted figure">{code}</span>
        </>
      ),
      sorter: (a, b) => a.code.localeCompare(b.code),
    },
    figure('held', t('publicity.held')),
    figure('peopleReached', t('publicity.peopleReached')),
    figure('materialsGiven', t('publicity.materialsGiven')),
  ]
  return (
    <div className="stack">
      <Chart data={data} height={180} label={t('publicity.chart', { year })} />
      <DataTable
        rows={rows}
        columns={columns}
        rowKey={({ code }) => code}
        textOf={({ name, code }) => `${name} ${code}`}
        title={t('publicity.totalsTab')}
      />
    </div>
  )
}

const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))

function peopleIn(held: readonly PublicityActivity[], month: string): number {
  return held
    .filter(({ heldOn }) => heldOn?.startsWith(month))
    .reduce((sum, { peopleReached }) => sum + (peopleReached ?? 0), 0)
}

function totalsOf(held: readonly PublicityActivity[]): ReadonlyMap<string, PublicityTotals> {
  const totals = new Map<string, PublicityTotals>()
  for (const { institution, peopleReached, materialsGiven } of held) {
    const known = totals.get(institution.code) ?? none
    totals.set(institution.code, {
      held: known.held + 1,
      peopleReached: known.peopleReached + (peopleReached ?? 0),
      materialsGiven: known.materialsGiven + (materialsGiven ?? 0),
    })
  }
  return totals
}
