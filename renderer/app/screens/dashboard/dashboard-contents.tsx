import { Alert, Button, Card } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dashboard } from '#contract/compliance.ts'
import { type FigureGroup, figure, figureSum } from '#contract/figures.ts'
import { Chart } from '#renderer/app/components/chart.tsx'
import { FigureTable } from '#renderer/app/components/figure-table.tsx'
import { InstitutionFigures } from '#renderer/app/components/institution-figures.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { type Go, type Place, placesOf } from '#renderer/app/place.ts'

interface DashboardContentsProps {
  readonly dashboard: Dashboard
  readonly go: Go
}

const colours = { allowed: '#1b4b8c', blocked: '#a8211d' } as const

/** Figures, thirty days, rules and institutions; each leads to the entries behind it. */
export function DashboardContents({ dashboard, go }: DashboardContentsProps) {
  const { t } = useTranslation()
  const { days, month, figures, previous, children, missingYears } = dashboard
  const chart = useMemo(
    () => ({
      kind: 'bar' as const,
      isStacked: true,
      categories: days.map(({ day }) => day.slice(5)),
      series: (['allowed', 'blocked'] as const).map((of) => ({
        name: t(`compliance.compared.${of}`),
        values: days.map((one) => one[of]),
        colour: colours[of],
      })),
    }),
    [days, t],
  )
  const openDay = (at: number) => {
    const day = days[at]?.day
    if (day) go('log', { reference: '', search: { kind: 'query.decided', day } })
  }
  const openInstitution = (code: string) => go('compliance', { reference: code })

  return (
    <>
      {missingYears.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('dashboard.missingYears', { years: missingYears.join('、') })}
          action={
            <Button size="small" onClick={() => go('calendar')}>
              {t('shell.calendar')}
            </Button>
          }
        />
      )}
      <Tiles dashboard={dashboard} go={go} />
      <Card size="small" title={t('dashboard.thirtyDays')}>
        <Chart data={chart} label={t('dashboard.thirtyDays')} onPick={openDay} />
        <p className="muted">{t('dashboard.pickDay')}</p>
      </Card>
      {children.length > 0 && (
        <Card size="small" title={t('dashboard.institutions', { month })}>
          <InstitutionFigures
            institutions={children}
            title={t('dashboard.institutions', { month })}
            onOpen={openInstitution}
          />
        </Card>
      )}
      <Card size="small" title={t('dashboard.rules', { month })}>
        <FigureTable
          figures={figures}
          previous={previous}
          groups={['blocks', 'incident-rules']}
          title={t('dashboard.rules', { month })}
        />
      </Card>
    </>
  )
}

interface Tile {
  readonly name:
    | 'today'
    | 'sevenDays'
    | 'thirtyDays'
    | 'blockedToday'
    | 'openIncidents'
    | 'highRisk'
    | 'releases'
    | 'quarantined'
    | 'leaks'
    | 'overdueTraining'
    | 'openChecks'
    | 'vacancies'
  readonly value: number
  readonly place: Place
  readonly isBad?: boolean
}

function Tiles({ dashboard, go }: DashboardContentsProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const mine = placesOf(user.role)
  return (
    <div className="tiles">
      {tilesOf(dashboard).map(({ name, value, place, isBad = false }) => (
        <button
          key={name}
          type="button"
          className={isBad && value > 0 ? 'tile tile-bad' : 'tile'}
          disabled={!mine.includes(place)}
          onClick={() => go(place)}
        >
          <span className="tile-value figure">{value}</span>
          <span>{t(`dashboard.tile.${name}`)}</span>
        </button>
      ))}
    </div>
  )
}

function tilesOf({ days, figures, leaks }: Dashboard): Tile[] {
  const queries = (count: number) =>
    days.slice(-count).reduce((sum, { allowed, blocked }) => sum + allowed + blocked, 0)
  const of = (group: FigureGroup, key: string) => figure(figures, group, key)
  return [
    { name: 'today', value: queries(1), place: 'log' },
    { name: 'sevenDays', value: queries(7), place: 'compliance' },
    { name: 'thirtyDays', value: queries(30), place: 'compliance' },
    { name: 'blockedToday', value: days.at(-1)?.blocked ?? 0, place: 'log' },
    { name: 'openIncidents', value: of('incidents', 'open'), place: 'incidents', isBad: true },
    { name: 'highRisk', value: of('incidents', 'high-risk'), place: 'incidents', isBad: true },
    { name: 'leaks', value: leaks.suspected, place: 'incidents', isBad: true },
    { name: 'releases', value: of('present', 'releases-waiting'), place: 'releases' },
    { name: 'quarantined', value: of('present', 'quarantined'), place: 'workstations', isBad: true },
    { name: 'openChecks', value: of('item-checks', 'open'), place: 'item-checks' },
    { name: 'overdueTraining', value: of('training', 'overdue'), place: 'compliance', isBad: true },
    { name: 'vacancies', value: figureSum(figures, 'vacancies'), place: 'institutions', isBad: true },
  ]
}
