import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Empty, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listQueries, readAllowance, readQuery } from '#contract/ipc/query.ts'
import { askReleasedQuery } from '#contract/ipc/release.ts'
import { AllowanceBar } from '#renderer/app/components/allowance-bar.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useOpenReport } from '#renderer/app/hooks/use-open-report.ts'
import { useServiceTime } from '#renderer/app/hooks/use-service-time.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import type { Go, ScreenProps } from '#renderer/app/place.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { DraftList } from './draft-list.tsx'
import { OwnStanding } from './own-standing.tsx'
import { QueryTable } from './query-table.tsx'
import { ReturnedItems } from './returned-items.tsx'
import { TrainingDue } from './training-due.tsx'
import { useTodaysQueries } from './use-todays-queries.ts'
import { type WorkKind, workKindOf, workKinds } from './work-kind.ts'

/** The day at a glance: what is left of it and what was asked. */
export function WorkbenchScreen({ go }: ScreenProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { previousStartedAt } = useSession()
  const allowance = useQuery(query(readAllowance, {}))
  const queries = useTodaysQueries()
  const opening = useOpenReport()
  const now = useServiceTime()
  const [kind, setKind] = useState<WorkKind | 'all'>('all')
  const shown = (queries.data ?? []).filter((one) => kind === 'all' || workKindOf(one, now) === kind)
  const using = useMutation({
    mutationFn: (releaseId: string) => invoke(askReleasedQuery, { releaseId, queryId: crypto.randomUUID() }),
    onSettled: () => client.invalidateQueries({ queryKey: [listQueries.name] }),
  })

  const refresh = () => {
    opening.reset()
    for (const { name } of [readAllowance, listQueries, readQuery]) void client.invalidateQueries({ queryKey: [name] })
  }

  const countOf = (value: WorkKind | 'all') =>
    (queries.data ?? []).filter((one) => value === 'all' || workKindOf(one, now) === value).length

  return (
    <div className="stack">
      <ScreenTitle title={t('workbench.title')}>
        {previousStartedAt && <p>{t('shell.previousSession', { at: shanghaiMoment(previousStartedAt) })}</p>}
      </ScreenTitle>
      <FailureAlert error={allowance.error ?? queries.error ?? opening.error ?? using.error} />
      <Card loading={allowance.isPending && !allowance.error}>
        {allowance.data && now !== undefined && <AllowanceBar allowance={allowance.data} now={now} />}
      </Card>
      <OwnStanding go={go} />
      <TrainingDue go={go} />
      <ReturnedItems />
      <DraftList go={go} />
      <Card
        title={t('workbench.today')}
        size="small"
        extra={
          <Button size="small" loading={queries.isFetching} onClick={refresh}>
            {t('workbench.refresh')}
          </Button>
        }
      >
        {queries.data?.length === 0 ? (
          <NoQueries go={go} />
        ) : (
          <>
            <Segmented<WorkKind | 'all'>
              size="small"
              value={kind}
              onChange={setKind}
              options={(['all', ...workKinds] as const).map((value) => ({
                value,
                label: `${t(`workbench.kind.${value}`)} ${countOf(value)}`,
              }))}
            />
            <QueryTable
              queries={shown}
              isLoading={queries.isPending}
              now={now}
              openingId={opening.isPending ? opening.variables : undefined}
              onOpen={(id) => opening.mutate(id)}
              onUseRelease={(releaseId) => using.mutate(releaseId)}
            />
          </>
        )}
      </Card>
    </div>
  )
}

function NoQueries({ go }: { go: Go }) {
  const { t } = useTranslation()
  return (
    <div className="empty">
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('workbench.empty')}>
        <p className="muted">{t('workbench.emptyNext')}</p>
        <span className="row" style={{ justifyContent: 'center' }}>
          <Button type="primary" onClick={() => go('consent')}>
            {t('workbench.startConsent')}
          </Button>
          <Button onClick={() => go('query')}>{t('workbench.startQuery')}</Button>
        </span>
      </Empty>
    </div>
  )
}
