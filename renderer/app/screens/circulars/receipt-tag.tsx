import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ReceiptStanding } from '#contract/circular.ts'

const colours: Readonly<Record<ReceiptStanding, string>> = {
  confirmed: 'green',
  'confirmed-late': 'orange',
  waiting: 'blue',
  late: 'red',
}

export function ReceiptTag({ standing }: { standing: ReceiptStanding }) {
  const { t } = useTranslation()
  return <Tag color={colours[standing]}>{t(`circular.standing.${standing}`)}</Tag>
}
