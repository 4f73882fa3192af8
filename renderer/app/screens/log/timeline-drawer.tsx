import { useQuery } from '@tanstack/react-query'
import { Drawer, Spin, Timeline } from 'antd'
import { useTranslation } from 'react-i18next'
import { readQueryTimeline } from '#contract/ipc/log-search.ts'
import { QueryId } from '#contract/values.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { factsLine, kindName } from '#renderer/app/components/kind-name.ts'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

/** A query's whole life, as the log has it. */
export function TimelineDrawer({ queryId, onClose }: { queryId: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error } = useQuery(query(readQueryTimeline, { params: { id: QueryId.parse(queryId) } }))
  return (
    <Drawer open size={640} title={t('logSearch.timelineOf')} onClose={onClose}>
      <p className="muted figure">{queryId}</p>
      <FailureAlert error={error} />
      {!data && !error && <Spin />}
      <Timeline
        items={(data ?? []).map(({ index, entry }) => ({
          key: index,
          content: (
            <>
              <strong>{kindName(t, entry.kind)}</strong>{' '}
              <span className="muted figure">
                {shanghaiMoment(entry.at)} · #{index}
              </span>
              <div>{[entry.employeeId, entry.workstation, entry.address].filter(Boolean).join(' · ')}</div>
              <div className="muted">{factsLine(entry)}</div>
            </>
          ),
        }))}
      />
    </Drawer>
  )
}
