import { Tree, type TreeDataNode } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Receipt, ReceiptCounts } from '#contract/circular.ts'
import type { Institution } from '#contract/institution.ts'
import { rollUp } from '#contract/rules/roll-up.ts'
import { ReceiptBar } from '#renderer/app/components/receipt-bar.tsx'

interface ReceiptTreeProps {
  readonly institutions: readonly Institution[]
  readonly receipts: readonly Receipt[]
}

const none: ReceiptCounts = { recipients: 0, confirmed: 0, late: 0 }

/** Receipts summed up the tree: a late reader shows at every level above him. */
export function ReceiptTree({ institutions, receipts }: ReceiptTreeProps) {
  const { t } = useTranslation()
  const [root] = institutions
  if (!root) return null
  const sums = rollUp(institutions, countsByInstitution(receipts), none)
  const nodeOf = ({ code, name }: Institution): TreeDataNode => ({
    key: code,
    title: (
      <span className="tree-title">
        <span>{name}</span>
        <ReceiptBar counts={sums.get(code) ?? none} />
      </span>
    ),
    children: institutions
      .filter((one) => one.parent === code && (sums.get(one.code)?.recipients ?? 0) > 0)
      .map(nodeOf),
  })
  return (
    <Tree
      blockNode
      defaultExpandAll
      selectable={false}
      aria-label={t('circular.byInstitution')}
      treeData={[nodeOf(root)]}
    />
  )
}

function countsByInstitution(receipts: readonly Receipt[]): ReadonlyMap<string, ReceiptCounts> {
  const counts = new Map<string, ReceiptCounts>()
  for (const { institution, standing } of receipts) {
    const { recipients, confirmed, late } = counts.get(institution) ?? none
    counts.set(institution, {
      recipients: recipients + 1,
      confirmed: confirmed + (standing === 'confirmed' || standing === 'confirmed-late' ? 1 : 0),
      late: late + (standing === 'late' ? 1 : 0),
    })
  }
  return counts
}
