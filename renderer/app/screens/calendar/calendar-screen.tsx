import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Popconfirm, Space, Spin, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExceptionalDay } from '#contract/calendar.ts'
import { publishCalendarYear, readCalendarYear } from '#contract/ipc/calendar.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { shanghaiDay, shanghaiMoment } from '#renderer/shanghai-time.ts'
import { changesOf, draftOf, toggleDay } from './calendar-draft.ts'
import { MonthGrid } from './month-grid.tsx'

/** Head office publishes the bank's working calendar, a year at a time. */
export function CalendarScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [year, setYear] = useState(() => Number(shanghaiDay(new Date().toISOString()).slice(0, 4)))
  const [edited, setEdited] = useState<readonly ExceptionalDay[]>()
  const found = useQuery(query(readCalendarYear, { params: { year } }))
  const publishing = useMutation({
    mutationFn: (exceptions: readonly ExceptionalDay[]) =>
      invoke(publishCalendarYear, { params: { year }, body: { year, exceptions: [...exceptions] } }),
    onSuccess: () => {
      setEdited(undefined)
      return client.invalidateQueries({ queryKey: [readCalendarYear.name] })
    },
  })
  const go = (to: number) => {
    setYear(to)
    setEdited(undefined)
    publishing.reset()
  }

  const overview = found.data
  const shown = edited ?? (overview ? draftOf(overview) : [])
  const changes = overview ? changesOf(overview, shown) : 0
  return (
    <div className="stack">
      <ScreenTitle title={t('calendar.title')}>
        <p>{t('calendar.intro')}</p>
      </ScreenTitle>
      <FailureAlert error={found.error ?? publishing.error} />
      {overview?.missingYears.map((missing) => (
        <Alert
          key={missing}
          type="warning"
          showIcon
          title={t('calendar.missing', { year: missing })}
          action={
            missing !== year && (
              <Button size="small" onClick={() => go(missing)}>
                {t('calendar.goTo', { year: missing })}
              </Button>
            )
          }
        />
      ))}
      <Card
        size="small"
        title={
          <Space>
            <Button size="small" onClick={() => go(year - 1)} aria-label={t('calendar.previous')}>
              ‹
            </Button>
            <b className="figure">{t('calendar.year', { year })}</b>
            <Button size="small" onClick={() => go(year + 1)} aria-label={t('calendar.next')}>
              ›
            </Button>
            {overview && <State publication={overview.publication} />}
          </Space>
        }
        extra={
          <Space>
            {overview?.sources.map(({ name, exceptions }) => (
              <Button key={name} size="small" disabled={!exceptions} onClick={() => setEdited(exceptions ?? [])}>
                {exceptions ? t('calendar.take', { name }) : t('calendar.unknownTo', { name })}
              </Button>
            ))}
            <Button size="small" disabled={!edited} onClick={() => setEdited(undefined)}>
              {t('calendar.undo')}
            </Button>
            <Popconfirm
              title={t('calendar.confirm', { year, days: shown.length, changes })}
              okText={t('calendar.publish')}
              cancelText={t('calendar.keepEditing')}
              onConfirm={() => publishing.mutate(shown)}
            >
              <Button size="small" type="primary" disabled={!overview || changes === 0} loading={publishing.isPending}>
                {t('calendar.publish')}
              </Button>
            </Popconfirm>
          </Space>
        }
      >
        {overview ? (
          <MonthGrid
            year={year}
            exceptions={shown}
            sources={overview.sources}
            onToggle={(day) => setEdited(toggleDay(shown, day, t('calendar.byHand')))}
          />
        ) : (
          <Spin className="screen-wait" />
        )}
      </Card>
    </div>
  )
}

function State({ publication }: { publication: { by: string | null; at: string | null } | null }) {
  const { t } = useTranslation()
  if (!publication) return <Tag color="orange">{t('calendar.notPublished')}</Tag>
  const { by, at } = publication
  if (by === null || at === null) return <Tag color="green">{t('calendar.shipped')}</Tag>
  return <Tag color="green">{t('calendar.publishedBy', { by, at: shanghaiMoment(at) })}</Tag>
}
