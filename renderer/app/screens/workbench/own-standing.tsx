import { useQuery } from '@tanstack/react-query'
import { Button, Card, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { readOwnScore } from '#contract/ipc/score.ts'
import { ToDoRow } from '#renderer/app/components/to-do-row.tsx'
import type { Go } from '#renderer/app/place.ts'
import { query } from '#renderer/query.ts'

const colours = { A: 'green', B: 'orange', C: 'red' } as const

/** The officer's own points and grade, and what waits for him. */
export function OwnStanding({ go }: { go: Go }) {
  const { t } = useTranslation()
  const { data } = useQuery(query(readOwnScore, {}))
  return (
    <Card size="small">
      <div className="row">
        {data && (
          <>
            <Tag color={colours[data.grade]}>{t('dashboard.grade', { grade: data.grade })}</Tag>
            <Button type="link" size="small" className="link-cell" onClick={() => go('score')}>
              {t('dashboard.points', { points: data.points, of: data.policy.yearlyPoints })}
            </Button>
          </>
        )}
        <b>{t('dashboard.toDo')}</b>
        <ToDoRow go={go} />
      </div>
    </Card>
  )
}
