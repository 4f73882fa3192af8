import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ReceiptStanding } from '#contract/circular.ts'
import type { LibraryRow } from '#contract/library.ts'

const colours: Readonly<Record<ReceiptStanding, string>> = {
  confirmed: 'green',
  'confirmed-late': 'orange',
  waiting: 'blue',
  late: 'red',
}

/** Whether the reader himself has read it; nothing when it is not for him or does not hold any more. */
export function ReadingTag({ entry }: { entry: Pick<LibraryRow, 'isMine' | 'state' | 'standing'> }) {
  const { t } = useTranslation()
  if (!entry.isMine || entry.state !== 'in-force') return <span className="muted">—</span>
  return <Tag color={colours[entry.standing]}>{t(`library.standing.${entry.standing}`)}</Tag>
}
