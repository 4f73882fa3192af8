import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm, Popover, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listSavedSearches, removeSavedSearch, saveSearch } from '#contract/ipc/log-search.ts'
import type { LogSearch } from '#contract/log-search.ts'
import { SavedSearchId } from '#contract/saved-search.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'

interface SavedSearchesProps {
  /** The search made last; nothing can be saved without one, nor one for a subject. */
  readonly search: LogSearch | undefined
  readonly onChoose: (search: LogSearch) => void
}

/** Searches to be made again: chosen from a list, the present one saved under a name. */
export function SavedSearches({ search, onChoose }: SavedSearchesProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const saved = useQuery(query(listSavedSearches, {}))
  const [chosen, setChosen] = useState<string>()
  const [name, setName] = useState('')
  const [isNaming, setNaming] = useState(false)
  const refresh = () => void client.invalidateQueries({ queryKey: [listSavedSearches.name] })
  const saving = useMutation({
    mutationFn: ({ subject: _, before: __, ...kept }: LogSearch) =>
      invoke(saveSearch, { body: { id: SavedSearchId.parse(crypto.randomUUID()), name: name.trim(), search: kept } }),
    onSuccess: () => {
      setNaming(false)
      setName('')
      refresh()
    },
  })
  const removing = useMutation({
    mutationFn: (id: SavedSearchId) => invoke(removeSavedSearch, { params: { id } }),
    onSuccess: () => {
      setChosen(undefined)
      refresh()
    },
  })
  const rows = saved.data ?? []
  const mayBeSaved = search !== undefined && search.subject === undefined
  const naming = (
    <span className="row row-tight">
      <Input
        size="small"
        autoFocus
        maxLength={60}
        value={name}
        aria-label={t('logSearch.searchName')}
        placeholder={t('logSearch.searchName')}
        onChange={({ target }) => setName(target.value)}
        onPressEnter={() => search && name.trim() !== '' && saving.mutate(search)}
      />
      <Button
        size="small"
        type="primary"
        disabled={name.trim() === ''}
        loading={saving.isPending}
        onClick={() => search && saving.mutate(search)}
      >
        {t('logSearch.saveNow')}
      </Button>
    </span>
  )

  return (
    <div className="stack">
      <span className="row">
        <Select
          size="small"
          className="saved-searches"
          value={chosen ?? null}
          placeholder={t(rows.length === 0 ? 'logSearch.noSaved' : 'logSearch.chooseSaved')}
          disabled={rows.length === 0}
          aria-label={t('logSearch.chooseSaved')}
          options={rows.map(({ id, name: label }) => ({ value: id, label }))}
          onChange={(id: string) => {
            setChosen(id)
            const wanted = rows.find((row) => row.id === id)
            if (wanted) onChoose(wanted.search)
          }}
        />
        {chosen !== undefined && (
          <Popconfirm title={t('logSearch.removeSure')} onConfirm={() => removing.mutate(SavedSearchId.parse(chosen))}>
            <Button size="small" type="text">
              {t('logSearch.removeSaved')}
            </Button>
          </Popconfirm>
        )}
        <Popover
          open={isNaming}
          trigger="click"
          content={naming}
          onOpenChange={(open) => setNaming(open && mayBeSaved)}
        >
          <Button size="small" disabled={!mayBeSaved} title={search?.subject ? t('logSearch.subjectNotSaved') : ''}>
            {t('logSearch.saveSearch')}
          </Button>
        </Popover>
      </span>
      <FailureAlert error={saved.error ?? saving.error ?? removing.error} />
    </div>
  )
}
