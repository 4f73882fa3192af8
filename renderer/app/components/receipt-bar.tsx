import { Progress, Tag } from 'antd'
import { useTranslation } from 'react-i18next'

interface ReceiptBarProps {
  readonly counts: { readonly recipients: number; readonly confirmed: number; readonly late: number }
}

/** How many have confirmed, and how many are late. */
export function ReceiptBar({ counts: { recipients, confirmed, late } }: ReceiptBarProps) {
  const { t } = useTranslation()
  if (recipients === 0) return <span className="muted">—</span>
  return (
    <span className="receipt-bar">
      <Progress
        size="small"
        percent={Math.round((confirmed / recipients) * 100)}
        showInfo={false}
        aria-label={t('circular.receiptCount', { confirmed, recipients })}
      />
      <span className="figure">
        {confirmed}/{recipients}
      </span>
      {late > 0 && <Tag color="red">{t('circular.lateCount', { count: late })}</Tag>}
    </span>
  )
}
