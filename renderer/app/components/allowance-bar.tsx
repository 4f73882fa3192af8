import { Progress, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Allowance } from '#contract/query.ts'
import { shanghaiTimeOfDay } from '#renderer/shanghai-time.ts'

interface AllowanceBarProps {
  readonly allowance: Allowance
  /** The service's time in milliseconds since 1970. */
  readonly now: number
  /** One below the other, for a side column. */
  readonly isNarrow?: boolean
}

/** What is left of today, and whether now is a time for queries. */
export function AllowanceBar({ allowance, now, isNarrow = false }: AllowanceBarProps) {
  const { t } = useTranslation()
  const { asked, perDay, workingHours, maintenance, today } = allowance
  const left = Math.max(0, perDay - asked)
  const time = shanghaiTimeOfDay(now)
  const isOutside = time < workingHours.from || time >= workingHours.until
  const figure = t('shell.allowance.figure', { asked, perDay })

  return (
    <div className={isNarrow ? 'allowance allowance-narrow' : 'allowance'}>
      <span className="row">
        <span className="allowance-figure figure">{figure}</span>
        <span className={left === 0 ? 'refusal' : 'muted'}>
          {left === 0 ? t('shell.allowance.none') : t('shell.allowance.left', { left })}
        </span>
      </span>
      <Progress
        percent={Math.min(100, (asked / perDay) * 100)}
        showInfo={false}
        status={left === 0 ? 'exception' : 'normal'}
        aria-label={figure}
      />
      <span className="row">
        <span>{t('shell.allowance.hours', workingHours)}</span>
        <span className="row row-tight">
          <Tag color={today === 'work' ? 'green' : 'orange'}>{t(`terms.dayKind.${today}`)}</Tag>
          <span className={isOutside ? 'refusal' : 'muted'}>
            {isOutside ? t('shell.allowance.outside') : t(`terms.dayKindMeaning.${today}`)}
          </span>
        </span>
      </span>
      {maintenance && <span className="refusal">{t('shell.allowance.maintenance', maintenance)}</span>}
    </div>
  )
}
