import { useMutation } from '@tanstack/react-query'
import { Button, Card, Tabs } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { searchLog } from '#contract/ipc/log-search.ts'
import type { FoundEntry, LogSearch } from '#contract/log-search.ts'
import { addDays } from '#contract/rules/period.ts'
import { EntryTable } from '#renderer/app/components/entry-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import type { ScreenProps } from '#renderer/app/place.ts'
import { invoke } from '#renderer/bridge.ts'
import { AnomalyTable } from './anomaly-table.tsx'
import { SavedSearches } from './saved-searches.tsx'
import { SearchForm } from './search-form.tsx'
import { TimelineDrawer } from './timeline-drawer.tsx'

/** The log: what it says, and what in it is odd. */
export function LogScreen({ start }: ScreenProps) {
  const { t } = useTranslation()
  return (
    <div className="stack">
      <ScreenTitle title={t('logSearch.title')}>
        <p>{t('logSearch.intro')}</p>
      </ScreenTitle>
      <Tabs
        size="small"
        items={[
          { key: 'search', label: t('logSearch.searchTab'), children: <SearchPanel start={start} /> },
          {
            key: 'anomalies',
            label: t('logSearch.anomaliesTab'),
            children: (
              <Card size="small">
                <AnomalyTable />
              </Card>
            ),
          },
        ]}
      />
    </div>
  )
}

/** What the log says, found by who, where, what and whom; and from any entry the whole life of its query. */
function SearchPanel({ start }: Pick<ScreenProps, 'start'>) {
  const { t } = useTranslation()
  const [search, setSearch] = useState<LogSearch>()
  const [found, setFound] = useState<readonly FoundEntry[]>([])
  const [next, setNext] = useState<number | null>(null)
  const [queryId, setQueryId] = useState<string>()
  const searching = useMutation({
    mutationFn: (body: LogSearch) => invoke(searchLog, { body }),
    onSuccess: ({ entries, next: after }, { before }) => {
      setFound(before === undefined ? entries : [...found, ...entries])
      setNext(after)
    },
  })
  const begin = (asked: LogSearch) => {
    setSearch(asked)
    searching.mutate(asked)
  }

  const wanted = start?.search
  const beginWanted = useEffectEvent(() => {
    if (wanted) begin({ kind: wanted.kind, from: startOfDay(wanted.day), until: startOfDay(addDays(wanted.day, 1)) })
  })
  useEffect(() => beginWanted(), [])

  return (
    <div className="stack">
      <Card size="small">
        <SavedSearches search={search} onChoose={begin} />
        <SearchForm isSearching={searching.isPending} onSearch={begin} wanted={wanted} />
      </Card>
      <FailureAlert error={searching.error} />
      <Card size="small">
        <EntryTable
          entries={found}
          isLoading={searching.isPending}
          empty={t(search ? 'logSearch.nothing' : 'logSearch.notAsked')}
          onTimeline={setQueryId}
        />
        {search && next !== null && (
          <Button
            size="small"
            loading={searching.isPending}
            onClick={() => searching.mutate({ ...search, before: next })}
          >
            {t('logSearch.more')}
          </Button>
        )}
      </Card>
      {queryId && <TimelineDrawer queryId={queryId} onClose={() => setQueryId(undefined)} />}
    </div>
  )
}

/** The moment at which a day begins in Asia/Shanghai. */
function startOfDay(day: string): string {
  return new Date(`${day}T00:00:00+08:00`).toISOString()
}
