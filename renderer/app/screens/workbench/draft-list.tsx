import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { type DraftSummary, discardDraft, listDrafts } from '#contract/ipc/consent-draft.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import type { Go } from '#renderer/app/place.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

/** Consents that were begun and not registered; nothing when there are none. */
export function DraftList({ go }: { go: Go }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const drafts = useQuery(query(listDrafts, {}))
  const discarding = useMutation({
    mutationFn: (draft: DraftSummary) => invoke(discardDraft, { id: draft.id }),
    onSettled: () => client.invalidateQueries({ queryKey: [listDrafts.name] }),
  })
  const resume = ({ id, reference }: DraftSummary) => go('consent', { reference, draftId: id })

  if (!drafts.error && (drafts.data ?? []).length === 0) return null
  return (
    <Card size="small" title={t('workbench.drafts')} extra={<span className="muted">{t('workbench.draftsHint')}</span>}>
      <FailureAlert error={drafts.error ?? discarding.error} />
      <DataTable<DraftSummary>
        rows={drafts.data ?? []}
        rowKey={({ id }) => id}
        textOf={({ reference }) => reference}
        onOpen={resume}
        columns={[
          {
            key: 'savedAt',
            title: t('workbench.draftSavedAt'),
            width: 150,
            className: 'figure',
            render: (_, { savedAt }) => shanghaiMoment(savedAt),
            sorter: (a, b) => a.savedAt.localeCompare(b.savedAt),
          },
          {
            key: 'reference',
            title: t('workbench.reference'),
            className: 'figure breakable',
            render: (_, { reference }) => reference || t('workbench.draftWithoutReference'),
            sorter: (a, b) => a.reference.localeCompare(b.reference),
          },
          { key: 'scans', title: t('workbench.draftScans'), width: 110, align: 'right', dataIndex: 'scans' },
          {
            key: 'action',
            title: t('workbench.action'),
            width: 184,
            render: (_, draft) => (
              <span className="row row-tight">
                <Button size="small" type="primary" onClick={() => resume(draft)}>
                  {t('workbench.draftResume')}
                </Button>
                <Popconfirm title={t('workbench.draftDiscardAsk')} onConfirm={() => discarding.mutate(draft)}>
                  <Button size="small">{t('workbench.draftDiscard')}</Button>
                </Popconfirm>
              </span>
            ),
          },
        ]}
      />
    </Card>
  )
}
