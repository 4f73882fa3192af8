import { Badge, Tree, type TreeDataNode } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DutyClass } from '#contract/duty.ts'
import type { Institution } from '#contract/institution.ts'

export type InstitutionRow = Institution & { readonly vacancies: readonly DutyClass[] }

interface InstitutionTreeProps {
  readonly institutions: readonly InstitutionRow[]
  readonly chosen: string
  readonly onChoose: (code: string) => void
}

/** Institutions by their place; the number says how many classes are vacant there and below. */
export function InstitutionTree({ institutions, chosen, onChoose }: InstitutionTreeProps) {
  const { t } = useTranslation()
  const [root] = institutions
  if (!root) return null

  const nodeOf = (row: InstitutionRow): TreeDataNode & { vacant: number } => {
    const children = institutions.filter(({ parent }) => parent === row.code).map(nodeOf)
    const vacant = row.vacancies.length + children.reduce((sum, child) => sum + child.vacant, 0)
    return {
      key: row.code,
      title: <Title row={row} vacant={vacant} label={t('institution.vacantBelow', { count: vacant })} />,
      children,
      vacant,
    }
  }

  return (
    <Tree
      blockNode
      defaultExpandAll
      aria-label={t('institution.title')}
      treeData={[nodeOf(root)]}
      selectedKeys={[chosen]}
      onSelect={([key]) => key !== undefined && onChoose(String(key))}
    />
  )
}

function Title({ row, vacant, label }: { row: InstitutionRow; vacant: number; label: string }) {
  return (
    <span className={row.closedOn === null ? 'tree-title' : 'tree-title muted'}>
      <span className={row.closedOn === null ? '' : 'struck'}>{row.name}</span>
      <Badge count={vacant} size="small" title={label} overflowCount={999} />
    </span>
  )
}
