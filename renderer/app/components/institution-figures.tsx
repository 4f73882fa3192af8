import { Button, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { type FigureGroup, type Figures, figure, figureSum } from '#contract/figures.ts'
import { DataTable } from './data-table.tsx'

interface Counted {
  readonly code: string
  readonly name: string
  readonly figures: Figures
}

const compared = [
  ['allowed', 'queries', 'allowed'],
  ['blocked', 'queries', 'blocked'],
  ['incidents', 'incidents', 'raised'],
  ['confirmed', 'incidents', 'confirmed'],
  ['points', 'deductions', 'points'],
  ['overdue', 'training', 'overdue'],
] as const satisfies readonly (readonly [string, FigureGroup, string])[]

interface InstitutionFiguresProps {
  readonly institutions: readonly Counted[]
  readonly title: string
  readonly onOpen: (code: string) => void
}

/** The institutions directly below, beside one another. */
export function InstitutionFigures({ institutions, title, onOpen }: InstitutionFiguresProps) {
  const { t } = useTranslation()
  const columns: TableColumnsType<Counted> = [
    {
      key: 'institution',
      title: t('compliance.institution'),
      render: (_, { code, name }) => (
        <Button type="link" size="small" className="link-cell" onClick={() => onOpen(code)}>
          {name}
        </Button>
      ),
      sorter: (a, b) => a.code.localeCompare(b.code),
    },
    ...compared.map(([key, group, counted]) =>
      countColumn(key, t(`compliance.compared.${key}`), ({ figures }) => figure(figures, group, counted)),
    ),
    countColumn('vacancies', t('compliance.compared.vacancies'), ({ figures }) => figureSum(figures, 'vacancies')),
  ]
  return (
    <DataTable<Counted>
      rows={institutions}
      columns={columns}
      rowKey={({ code }) => code}
      textOf={({ code, name }) => `${code} ${name}`}
      empty={t('compliance.noInstitutions')}
      title={title}
      onOpen={({ code }) => onOpen(code)}
    />
  )
}

function countColumn(key: string, title: string, of: (row: Counted) => number): TableColumnsType<Counted>[number] {
  return {
    key,
    title,
    width: 104,
    align: 'right',
    className: 'figure',
    render: (_, row) => of(row),
    sorter: (a, b) => of(a) - of(b),
  }
}
