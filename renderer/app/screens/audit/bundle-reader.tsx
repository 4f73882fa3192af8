import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BundleVerdict, bundlePageEntries, readBundleEntries } from '#contract/ipc/audit-desk.ts'
import { EntryTable } from '#renderer/app/components/entry-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { query } from '#renderer/query.ts'

/** The bundle's entries to be read, page by page. */
export function BundleReader({ verdict }: { readonly verdict: BundleVerdict }) {
  const { t } = useTranslation()
  const [contains, setContains] = useState('')
  const [page, setPage] = useState(0)
  const { data, error, isFetching } = useQuery({
    ...query(readBundleEntries, { contains, page }),
    placeholderData: keepPreviousData,
  })
  const pages = Math.max(1, Math.ceil((data?.found ?? 0) / bundlePageEntries))
  const isCut = verdict.selected > verdict.readable

  return (
    <div className="stack">
      <strong>{t('auditDesk.entriesTitle')}</strong>
      {!verdict.isGood && <Alert type="warning" showIcon title={t('auditDesk.readWithCare')} />}
      {isCut && <Alert type="info" showIcon title={t('auditDesk.onlyFirst', { count: verdict.readable })} />}
      <span className="row">
        <Input.Search
          allowClear
          size="small"
          className="bundle-search"
          maxLength={80}
          placeholder={t('auditDesk.contains')}
          onSearch={(value) => {
            setContains(value)
            setPage(0)
          }}
        />
        <Button size="small" disabled={page === 0} onClick={() => setPage(page - 1)}>
          {t('auditDesk.previousPage')}
        </Button>
        <span className="muted figure">{t('auditDesk.page', { page: page + 1, pages, found: data?.found ?? 0 })}</span>
        <Button size="small" disabled={page + 1 >= pages} onClick={() => setPage(page + 1)}>
          {t('auditDesk.nextPage')}
        </Button>
      </span>
      <FailureAlert error={error} />
      <EntryTable entries={data?.entries ?? []} isLoading={isFetching} empty={t('auditDesk.noEntries')} />
    </div>
  )
}
