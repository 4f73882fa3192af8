import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { readIncidentFigures } from '#contract/ipc/incident.ts'
import { query } from '#renderer/query.ts'

const order = ['mine', 'open', 'overdue', 'suspectedLeaks', 'confirmedLeaks'] as const

/** Counted over the subtree; the last one is to stay at nought. */
export function IncidentFigureRow() {
  const { t } = useTranslation()
  const { data } = useQuery(query(readIncidentFigures, {}))
  return (
    <dl className="figures">
      {order.map((figure) => (
        <div key={figure} className={isAlarm(figure, data?.[figure]) ? 'figure-alarm' : ''}>
          <dt>{t(`incident.figure.${figure}`)}</dt>
          <dd className="figure">{data?.[figure] ?? '…'}</dd>
        </div>
      ))}
    </dl>
  )
}

function isAlarm(figure: (typeof order)[number], count = 0): boolean {
  return count > 0 && figure !== 'mine' && figure !== 'open'
}
