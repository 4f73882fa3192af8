import { Alert, Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BundleVerdict } from '#contract/ipc/audit-desk.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

/** What the verifier says: good, or from which entry on not. */
export function VerdictCard({ verdict }: { readonly verdict: BundleVerdict }) {
  const { t, i18n } = useTranslation()
  const { isGood, firstBad, problems, notCompared, missingScans } = verdict
  return (
    <div className="stack">
      <Alert
        type={isGood ? 'success' : 'error'}
        showIcon
        title={isGood ? t('auditDesk.good') : badTitle()}
        description={t(isGood ? 'auditDesk.goodMeaning' : 'auditDesk.badMeaning')}
      />
      {notCompared.length > 0 && (
        <Alert type="warning" showIcon title={t('auditDesk.notCompared', { sizes: notCompared.join(', ') })} />
      )}
      {missingScans > 0 && (
        <Alert type="warning" showIcon title={t('auditDesk.missingScans', { count: missingScans })} />
      )}
      <Facts verdict={verdict} />
      {problems.length > 0 && (
        <DataTable
          title={t('auditDesk.problems')}
          rows={problems.map((problem, position) => ({ ...problem, position }))}
          rowKey={({ position }) => String(position)}
          textOf={({ index, text, chinese }) => `${index ?? ''} ${text} ${chinese}`}
          columns={[
            {
              key: 'index',
              title: t('auditDesk.entryIndex'),
              width: 140,
              className: 'figure',
              render: (_, { index }) => index ?? '—',
              sorter: (a, b) => (a.index ?? -1) - (b.index ?? -1),
            },
            {
              key: 'text',
              title: t('auditDesk.problem'),
              render: (_, { text, chinese }) => (i18n.language === 'en' ? text : chinese),
            },
          ]}
        />
      )}
    </div>
  )

  function badTitle(): string {
    return firstBad === null ? t('auditDesk.badBundle') : t('auditDesk.badFrom', { index: firstBad })
  }
}

function Facts({ verdict }: { readonly verdict: BundleVerdict }) {
  const { t } = useTranslation()
  const { origin, period, from, to, treeSize, selected, pruned, exportId, verifiedAt } = verdict
  const items = [
    { key: 'origin', label: t('auditDesk.origin'), children: origin },
    {
      key: 'period',
      label: t('auditDesk.period'),
      children: `${shanghaiMoment(period.from)} – ${shanghaiMoment(period.until)}`,
    },
    {
      key: 'stretch',
      label: t('auditDesk.stretch'),
      children: t('auditDesk.stretchOf', { from, to: Math.max(from, to - 1), size: treeSize }),
    },
    { key: 'selected', label: t('auditDesk.selected'), children: t('auditDesk.selectedOf', { selected, pruned }) },
    { key: 'export', label: t('auditDesk.exportId'), children: exportId ?? '—' },
    { key: 'at', label: t('auditDesk.verifiedAt'), children: shanghaiMoment(verifiedAt) },
  ]
  return <Descriptions size="small" column={2} bordered items={items} />
}
