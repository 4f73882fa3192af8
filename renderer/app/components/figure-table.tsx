import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { type FigureGroup, type Figures, figure, figureGroups } from '#contract/figures.ts'
import { useFigureNames } from '#renderer/app/hooks/use-figure-names.ts'
import { DataTable } from './data-table.tsx'

interface Line {
  readonly group: FigureGroup
  readonly key: string
  readonly count: number
  readonly before: number
}

interface FigureTableProps {
  readonly figures: Figures
  readonly previous: Figures
  readonly groups?: readonly FigureGroup[]
  readonly title: string
}

/** Every figure with the one of the period before, and the difference. */
export function FigureTable({ figures, previous, groups = figureGroups, title }: FigureTableProps) {
  const { t } = useTranslation()
  const names = useFigureNames()
  const lines = groups.flatMap((group) => linesOf(group, figures, previous))
  const columns: TableColumnsType<Line> = [
    {
      key: 'group',
      title: t('compliance.groupTitle'),
      width: 150,
      render: (_, { group }) => names.group(group),
      filters: groups.map((value) => ({ value, text: names.group(value) })),
      onFilter: (value, { group }) => group === value,
    },
    { key: 'key', title: t('compliance.item'), render: (_, { group, key }) => names.key(group, key) },
    countColumn('count', t('compliance.thisPeriod'), ({ count }) => count),
    countColumn('before', t('compliance.lastPeriod'), ({ before }) => before),
    countColumn('difference', t('compliance.difference'), ({ count, before }) => count - before),
  ]
  return (
    <DataTable<Line>
      rows={lines}
      columns={columns}
      rowKey={({ group, key }) => `${group}/${key}`}
      textOf={({ group, key }) => `${names.group(group)} ${names.key(group, key)}`}
      empty={t('compliance.noFigures')}
      title={title}
    />
  )
}

function linesOf(group: FigureGroup, figures: Figures, previous: Figures): Line[] {
  const keys = new Set([...Object.keys(figures[group] ?? {}), ...Object.keys(previous[group] ?? {})])
  return [...keys].map((key) => ({
    group,
    key,
    count: figure(figures, group, key),
    before: figure(previous, group, key),
  }))
}

function countColumn(key: string, title: string, of: (line: Line) => number): TableColumnsType<Line>[number] {
  return {
    key,
    title,
    width: 112,
    align: 'right',
    className: 'figure',
    render: (_, line) => of(line),
    sorter: (a, b) => of(a) - of(b),
  }
}
