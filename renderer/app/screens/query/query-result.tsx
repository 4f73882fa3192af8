import { Alert, Button, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Query } from '#contract/query.ts'
import { BlockReasonList } from '#renderer/app/components/block-reason-list.tsx'
import { ReleasePanel } from '#renderer/app/components/release-panel.tsx'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

interface QueryResultProps {
  readonly result: Query
  readonly isOpening: boolean
  readonly onOpen: () => void
  readonly onAskAnew: () => void
  readonly onNext: () => void
  readonly isReleasing: boolean
  readonly onRequestRelease: (reason: string) => void
  readonly onUseRelease: (releaseId: string) => void
}

/** What became of the query, and what the officer can do now. */
export function QueryResult(props: QueryResultProps) {
  const { result, isOpening, onOpen, onAskAnew, onNext } = props
  const { t } = useTranslation()
  const { state, report } = result
  const askAnew = <Button onClick={onAskAnew}>{t('query.askAgain')}</Button>

  if (state === 'blocked') return <Blocked {...props} />
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

function Blocked({ result, isReleasing, onAskAnew, onRequestRelease, onUseRelease }: QueryResultProps) {
  const { t } = useTranslation()
  const { decision, release } = result
  const { reasons } = decision
  const isReleasable = reasons.every((reason) => reason.isReleasable)
  return (
    <Alert
      type="error"
      role="alert"
      title={<b>{t('query.blockedTitle', { count: reasons.length })}</b>}
      description={
        <div className="stack">
          <div className="muted">{t(isReleasable ? 'query.blockedReleasable' : 'query.blockedText')}</div>
          <BlockReasonList reasons={reasons} purpose={result.purpose} />
          {isReleasable && (
            <ReleasePanel release={release} isBusy={isReleasing} onRequest={onRequestRelease} onUse={onUseRelease} />
          )}
          <div>
            <Button onClick={onAskAnew}>{t('query.askAgain')}</Button>
          </div>
        </div>
      }
    />
  )
}
