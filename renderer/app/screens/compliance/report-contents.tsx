import { Card } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComplianceReport } from '#contract/compliance.ts'
import { figureGroups } from '#contract/figures.ts'
import { Chart } from '#renderer/app/components/chart.tsx'
import { FigureTable } from '#renderer/app/components/figure-table.tsx'
import { InstitutionFigures } from '#renderer/app/components/institution-figures.tsx'

const reported = figureGroups.filter((group) => group !== 'present')

/** Trend, every figure against the period before, and the institutions below beside one another. */
export function ReportContents({ report, onOpen }: { report: ComplianceReport; onOpen: (code: string) => void }) {
  const { t } = useTranslation()
  const { content, trend } = report
  const chart = useMemo(
    () => ({
      kind: 'line' as const,
      categories: trend.map(({ period }) => period),
      series: [
        { name: t('compliance.compared.allowed'), values: trend.map(({ allowed }) => allowed), colour: '#1b4b8c' },
        { name: t('compliance.compared.blocked'), values: trend.map(({ blocked }) => blocked), colour: '#a8211d' },
      ],
    }),
    [trend, t],
  )
  return (
    <>
      <Card size="small" title={t('compliance.trend')}>
        <Chart data={chart} label={t('compliance.trend')} />
      </Card>
      {content.children.length > 0 && (
        <Card size="small" title={t('compliance.below')}>
          <InstitutionFigures institutions={content.children} title={t('compliance.below')} onOpen={onOpen} />
        </Card>
      )}
      <Card size="small" title={t('compliance.figures')}>
        <FigureTable
          figures={content.figures}
          previous={content.previous}
          groups={reported}
          title={`${content.institutionName} ${content.period}`}
        />
      </Card>
    </>
  )
}
