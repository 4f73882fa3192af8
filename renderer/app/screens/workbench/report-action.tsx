import { Button } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Query } from '#contract/query.ts'

export interface ReportActionProps {
  readonly query: Query
  /** The service's time in milliseconds since 1970; `undefined` while it is not known. */
  readonly now: number | undefined
  /** The query whose report is being opened. */
  readonly openingId: string | undefined
  readonly onOpen: (queryId: string) => void
  readonly onUseRelease: (releaseId: string) => void
}

/** The way to the report, or in a few words why there is none. */
export function ReportAction({ query, now, openingId, onOpen, onUseRelease }: ReportActionProps) {
  const { t } = useTranslation()
  const reasonId = useId()
  const { report, state } = query
  if (state === 'blocked') return <BlockedAction query={query} onUseRelease={onUseRelease} />
  if (state === 'asking') return <span className="muted">{t('workbench.awaiting')}</span>
  if (report === null) return <span className="muted">{t('workbench.none')}</span>

  const obstacle = findObstacle(report, now)
  return (
    <span className="row row-tight">
      <Button
        size="small"
        disabled={obstacle !== undefined || openingId !== undefined}
        loading={openingId === query.id}
        aria-label={t('workbench.openReportOf', { reference: query.businessReference })}
        aria-describedby={obstacle && reasonId}
        onClick={() => onOpen(query.id)}
      >
        {t('workbench.openReport')}
      </Button>
      {obstacle && (
        <span id={reasonId} className="muted">
          {t(`workbench.${obstacle}`)}
        </span>
      )}
    </span>
  )
}

function BlockedAction({ query, onUseRelease }: Pick<ReportActionProps, 'query' | 'onUseRelease'>) {
  const { t } = useTranslation()
  const { release } = query
  if (release?.state === 'waiting') return <span className="muted">{t('workbench.releaseWaiting')}</span>
  if (release?.state === 'granted') {
    return (
      <Button size="small" type="primary" onClick={() => onUseRelease(release.id)}>
        {t('workbench.useRelease')}
      </Button>
    )
  }
  return <span className="muted">{release ? t(`release.${release.state}`) : t('workbench.blockedHint')}</span>
}

function findObstacle(report: NonNullable<Query['report']>, now: number | undefined): 'usedUp' | 'over' | undefined {
  if (report.openingsLeft === 0) return 'usedUp'
  return now !== undefined && Date.parse(report.viewableUntil) <= now ? 'over' : undefined
}
