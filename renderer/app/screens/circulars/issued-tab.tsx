import { useQuery } from '@tanstack/react-query'
import { Button, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CircularRow, type CircularState, circularStates } from '#contract/circular.ts'
import { listCirculars } from '#contract/ipc/circular.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ReceiptBar } from '#renderer/app/components/receipt-bar.tsx'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { CircularDrawer } from './circular-drawer.tsx'

interface IssuedTabProps {
  readonly onEdit: (draft: { readonly id: string; readonly supersedes?: string }) => void
  readonly onChanged: () => void
}

const colours: Readonly<Record<CircularState, string>> = {
  draft: 'default',
  published: 'green',
  withdrawn: 'orange',
  superseded: 'orange',
}

/** Drafts of one's own institution, and circulars issued or read in one's subtree, with their receipts. */
export function IssuedTab({ onEdit, onChanged }: IssuedTabProps) {
  const { t } = useTranslation()
  const circulars = useQuery(query(listCirculars, {}))
  const [openId, setOpenId] = useState<string>()
  const open = ({ id, state }: CircularRow) => (state === 'draft' ? onEdit({ id }) : setOpenId(id))
  return (
    <>
      <FailureAlert error={circulars.error} />
      <DataTable
        rows={circulars.data ?? []}
        columns={columns(t, open)}
        rowKey={({ id }) => id}
        textOf={({ title, institution, state, month }) =>
          `${title} ${institution.name} ${t(`circular.state.${state}`)} ${month ?? ''}`
        }
        isLoading={circulars.isPending}
        empty={t('circular.noneIssued')}
        onOpen={open}
        tools={
          <Button size="small" type="primary" onClick={() => onEdit({ id: crypto.randomUUID() })}>
            {t('circular.write')}
          </Button>
        }
      />
      {openId && (
        <CircularDrawer
          id={openId}
          onChanged={onChanged}
          onSupersede={() => {
            setOpenId(undefined)
            onEdit({ id: crypto.randomUUID(), supersedes: openId })
          }}
          onClose={() => setOpenId(undefined)}
        />
      )}
    </>
  )
}

function columns(t: TFunction, onOpen: (row: CircularRow) => void): TableColumnsType<CircularRow> {
  return [
    {
      key: 'title',
      title: t('circular.titleLabel'),
      render: (_, row) => (
        <Button type="link" className="link-cell breakable" onClick={() => onOpen(row)}>
          {row.title === '' ? t('circular.untitled') : row.title}
        </Button>
      ),
      sorter: (a, b) => a.title.localeCompare(b.title),
    },
    {
      key: 'institution',
      title: t('circular.from'),
      render: (_, { institution }) => institution.name,
      sorter: (a, b) => a.institution.code.localeCompare(b.institution.code),
    },
    {
      key: 'state',
      title: t('circular.stateTitle'),
      width: 100,
      render: (_, { state }) => <Tag color={colours[state]}>{t(`circular.state.${state}`)}</Tag>,
      filters: circularStates.map((value) => ({ value, text: t(`circular.state.${value}`) })),
      onFilter: (value, { state }) => state === value,
    },
    {
      key: 'at',
      title: t('circular.at'),
      width: 150,
      className: 'figure',
      render: (_, { publishedAt, draftedAt }) => shanghaiMoment(publishedAt ?? draftedAt),
      sorter: (a, b) => (a.publishedAt ?? a.draftedAt).localeCompare(b.publishedAt ?? b.draftedAt),
      defaultSortOrder: 'descend',
    },
    {
      key: 'dueOn',
      title: t('circular.dueOn'),
      width: 130,
      className: 'figure',
      render: (_, { dueOn }) => dueOn ?? '—',
      sorter: (a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''),
    },
    {
      key: 'receipts',
      title: t('circular.receipts'),
      width: 250,
      render: (_, { receipts }) => <ReceiptBar counts={receipts} />,
      sorter: (a, b) => a.receipts.late - b.receipts.late,
    },
  ]
}
