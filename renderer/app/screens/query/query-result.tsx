import { Alert, Button, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Query } from '#contract/query.ts'
import { BlockReasonList } from '#renderer/app/components/block-reason-list.tsx'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

interface QueryResultProps {
  readonly result: Query
  readonly isOpening: boolean
  readonly onOpen: () => void
  readonly onAskAnew: () => void
  readonly onNext: () => void
}

/** What became of the query, and what the officer can do now. */
export function QueryResult({ result, isOpening, onOpen, onAskAnew, onNext }: QueryResultProps) {
  const { t } = useTranslation()
  const { state, decision, report } = result
  const askAnew = <Button onClick={onAskAnew}>{t('query.askAgain')}</Button>

  if (state === 'blocked') {
    const { reasons } = decision
    return (
      <Alert
        type="error"
        role="alert"
        title={<b>{t('query.blockedTitle', { count: reasons.length })}</b>}
        description={
          <div className="stack">
            <div className="muted">{t('query.blockedText')}</div>
            <BlockReasonList reasons={reasons} />
            <div>{askAnew}</div>
          </div>
        }
      />
    )
  }
  if (state === 'failed') {
    return (
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={t('query.failedTitle')}
        description={
          <div className="stack">
            <div>{t('query.failedText')}</div>
            <div>{askAnew}</div>
          </div>
        }
      />
    )
  }
  if (state === 'asking' || report === null) {
    return (
      <Alert
        type="info"
        role="status"
        title={
          <span className="waiting-row">
            <Spin size="small" />
            {t('query.askingTitle')}
          </span>
        }
        description={t('query.askingText')}
      />
    )
  }
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={t('query.answeredTitle')}
      description={
        <div className="stack">
          <div>{answeredText()}</div>
          <div className="row">
            <Button type="primary" autoFocus loading={isOpening} disabled={report.openingsLeft === 0} onClick={onOpen}>
              {t('query.openReport')}
            </Button>
            <Button onClick={onNext}>{t('query.nextQuery')}</Button>
          </div>
        </div>
      }
    />
  )

  function answeredText(): string {
    if (report === null) return ''
    const { number, pages, viewableUntil, openingsLeft } = report
    return t('query.answeredText', { number, pages, until: shanghaiMoment(viewableUntil), openings: openingsLeft })
  }
}
