import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { StopInForce } from '#contract/query-stop.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

/** That all queries are stopped, where and why, on top of every screen; nothing on an ordinary day. */
export function StopBanner({ stops }: { stops: readonly StopInForce[] }) {
  const { t } = useTranslation()
  return stops.map(({ id, institutionName, cause, reason, since }) => (
    <Alert
      key={id}
      type="error"
      showIcon
      role="alert"
      className="form-alert"
      title={t('queryStop.banner', {
        scope: t('queryStop.withBelow', { name: institutionName }),
        since: shanghaiMoment(since),
      })}
      description={t('queryStop.bannerDetail', { cause: t(`queryStop.causes.${cause}`), reason })}
    />
  ))
}
