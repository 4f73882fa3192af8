import { TreeSelect } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Institution } from '#contract/institution.ts'

interface InstitutionPickerProps {
  readonly institutions: readonly Institution[]
  readonly value?: readonly string[]
  readonly onChange?: (codes: string[]) => void
  readonly disabled?: boolean
}

interface Node {
  readonly value: string
  readonly title: string
  readonly disabled: boolean
  readonly children: readonly Node[]
}

/** Institutions in their tree; each that is chosen stands for itself and everything below it. */
export function InstitutionPicker({ institutions, value = [], onChange, disabled = false }: InstitutionPickerProps) {
  const { t } = useTranslation()
  const [root] = institutions
  const nodeOf = ({ code, name, closedOn }: Institution): Node => ({
    value: code,
    title: name,
    disabled: closedOn !== null,
    children: institutions.filter(({ parent }) => parent === code).map(nodeOf),
  })
  return (
    <TreeSelect
      multiple
      treeDefaultExpandAll
      showSearch={{ treeNodeFilterProp: 'title' }}
      disabled={disabled}
      style={{ width: '100%' }}
      placeholder={t('circular.targetsHint')}
      treeData={root ? [nodeOf(root) as never] : []}
      value={[...value]}
      onChange={(codes: string[]) => onChange?.(codes)}
    />
  )
}
