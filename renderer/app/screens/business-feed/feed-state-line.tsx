import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BusinessFeedState } from '#contract/business-feed.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

/** When the loan systems last said something, and what follows when that is too long ago. */
export function FeedStateLine({ state }: { state: BusinessFeedState }) {
  const { t } = useTranslation()
  const { receivedAt, isLate, lateAfterHours: hours, businesses } = state
  if (receivedAt === null) return <Alert type="info" showIcon title={t('businessFeed.never')} />
  const at = shanghaiMoment(receivedAt)
  if (isLate) return <Alert type="error" showIcon title={t('businessFeed.late', { at, hours })} />
  return <Alert type="success" showIcon title={t('businessFeed.received', { at, businesses })} />
}
