import { Button, Popconfirm, Progress, Space, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type AuditExport, ExportState } from '#contract/audit-export.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { fileSize } from '#renderer/app/file-size.ts'
import { shanghaiDay, shanghaiMoment } from '#renderer/shanghai-time.ts'

const colours = {
  waiting: 'default',
  running: 'blue',
  ready: 'green',
  failed: 'red',
  cancelled: 'default',
  expired: 'default',
} as const satisfies Record<ExportState, string>

interface ExportTableProps {
  readonly exports: readonly AuditExport[]
  readonly isLoading: boolean
  readonly isSaving: boolean
  readonly tools: ReactNode
  readonly onCancel: (id: AuditExport['id']) => void
  readonly onSave: (id: AuditExport['id']) => void
}

export function ExportTable({ exports, isLoading, tools, ...actions }: ExportTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable
      title={t('auditDesk.exportsTab')}
      rows={exports}
      columns={columns(t, actions)}
      rowKey={({ id }) => id}
      textOf={(row) => [row.id, periodOf(row), t(`auditDesk.state.${row.state}`), row.requestedAt].join(' ')}
      isLoading={isLoading}
      empty={t('auditDesk.noExports')}
      tools={tools}
    />
  )
}

function periodOf({ filter: { period } }: AuditExport): string {
  return `${shanghaiDay(period.from)} – ${shanghaiDay(Date.parse(period.until) - 1)}`
}

function scopeOf(t: TFunction, { filter: { institutions, employeeIds } }: AuditExport): string {
  const where = institutions ? institutions.join(' ') : t('auditDesk.allInstitutions')
  return employeeIds ? `${where} · ${employeeIds.join(' ')}` : where
}

function columns(
  t: TFunction,
  { isSaving, onCancel, onSave }: Pick<ExportTableProps, 'isSaving' | 'onCancel' | 'onSave'>,
): TableColumnsType<AuditExport> {
  return [
    {
      key: 'requestedAt',
      title: t('auditDesk.requestedAt'),
      className: 'figure',
      render: (_, { requestedAt }) => shanghaiMoment(requestedAt),
      sorter: (a, b) => a.requestedAt.localeCompare(b.requestedAt),
      defaultSortOrder: 'descend',
    },
    { key: 'period', title: t('auditDesk.period'), className: 'figure', render: (_, row) => periodOf(row) },
    { key: 'scope', title: t('auditDesk.scope'), className: 'breakable', render: (_, row) => scopeOf(t, row) },
    {
      key: 'state',
      title: t('auditDesk.stateTitle'),
      width: 190,
      render: (_, row) => <StateCell row={row} />,
      filters: ExportState.options.map((value) => ({ value, text: t(`auditDesk.state.${value}`) })),
      onFilter: (value, { state }) => state === value,
    },
    {
      key: 'size',
      title: t('auditDesk.size'),
      align: 'right',
      className: 'figure',
      render: (_, { parts }) => (parts.length > 0 ? fileSize(parts.reduce((sum, { bytes }) => sum + bytes, 0)) : '—'),
    },
    {
      key: 'action',
      title: t('auditDesk.action'),
      render: (_, { id, state }) => (
        <Space size={4}>
          {state === 'ready' && (
            <Button size="small" type="primary" loading={isSaving} onClick={() => onSave(id)}>
              {t('auditDesk.save')}
            </Button>
          )}
          {(state === 'waiting' || state === 'running') && (
            <Popconfirm title={t('auditDesk.cancelSure')} onConfirm={() => onCancel(id)}>
              <Button size="small">{t('auditDesk.cancelExport')}</Button>
            </Popconfirm>
          )}
        </Space>
      ),
    },
  ]
}

function StateCell({ row: { state, done, total, selected } }: { readonly row: AuditExport }) {
  const { t } = useTranslation()
  if (state === 'running') return <Progress size="small" percent={Math.round((done / Math.max(1, total)) * 100)} />
  return (
    <>
      <Tag color={colours[state]}>{t(`auditDesk.state.${state}`)}</Tag>
      {selected !== null && <span className="muted">{t('auditDesk.entries', { count: selected })}</span>}
    </>
  )
}
