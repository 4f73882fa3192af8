import { useQuery } from '@tanstack/react-query'
import { Button, Card, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { runSelfTest } from '#contract/ipc/self-test.ts'
import type { SelfTestItem } from '#contract/self-test.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { query } from '#renderer/query.ts'
import { SelfTestRow } from './self-test-row.tsx'
import { ticketOf } from './ticket-of.ts'

/** What IT wants to know about this PC: what was found, and what to do next. */
export function SelfTestScreen() {
  const { t } = useTranslation()
  const test = useQuery(query(runSelfTest, {}))
  const items = test.data?.items

  return (
    <div className="stack">
      <ScreenTitle title={t('self-test.title')}>
        <p>{t('self-test.intro')}</p>
      </ScreenTitle>
      <div className="row">
        <Button type="primary" loading={test.isFetching} onClick={() => void test.refetch()}>
          {t('self-test.runAgain')}
        </Button>
        <span role="status">{test.isFetching ? t('self-test.running') : items && <Summary items={items} />}</span>
      </div>
      <FailureAlert error={test.error} />
      {test.isPending && <Spin />}
      {items && (
        <>
          <Card size="small">
            <ul className="self-test">
              {items.map((item) => (
                <SelfTestRow key={item.name} item={item} />
              ))}
            </ul>
          </Card>
          <Card size="small" title={t('self-test.ticket')} extra={t('self-test.ticketHint')}>
            <pre className="self-test-ticket">{ticketOf(items)}</pre>
          </Card>
        </>
      )}
    </div>
  )
}

function Summary({ items }: { readonly items: readonly SelfTestItem[] }) {
  const { t } = useTranslation()
  const count = (state: SelfTestItem['state']) => items.filter((item) => item.state === state).length
  const [warn, fail] = [count('warn'), count('fail')]
  return warn + fail === 0
    ? t('self-test.summaryOk', { count: items.length })
    : t('self-test.summaryNotOk', { warn, fail })
}
