import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditExport } from '#contract/audit-export.ts'
import {
  auditExportProgress,
  cancelAuditExport,
  listAuditExports,
  listEngagements,
  saveAuditExport,
} from '#contract/ipc/audit-desk.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { fileSize } from '#renderer/app/file-size.ts'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { ExportTable } from './export-table.tsx'
import { ExportWizard } from './export-wizard.tsx'
import { isInForce } from './is-in-force.ts'

/** While a bundle is being made, its progress is asked for this often. */
const lookMs = 1500

/** Bundles asked for, how far they are, and where they were saved. */
export function ExportPanel() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const [saving, setSaving] = useState<{ done: number; total: number }>()
  const engagements = useQuery(query(listEngagements, {}))
  const exports = useQuery({
    ...query(listAuditExports, {}),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? lookMs : false),
  })
  const refresh = () => void client.invalidateQueries({ queryKey: [listAuditExports.name] })
  useAnnouncement(auditExportProgress, setSaving)
  const cancelling = useMutation({
    mutationFn: (id: AuditExport['id']) => invoke(cancelAuditExport, { params: { id }, body: {} }),
    onSuccess: refresh,
  })
  const saves = useMutation({
    mutationFn: (id: AuditExport['id']) => invoke(saveAuditExport, { id }),
    onSettled: () => setSaving(undefined),
  })
  const saved = saves.data?.saved
  const inForce = (engagements.data ?? []).filter((one) => isInForce(one, Date.now()))

  return (
    <div className="stack">
      {engagements.data && inForce.length === 0 && (
        <Alert type="info" showIcon title={t('auditDesk.noEngagement')} description={t('auditDesk.noEngagementNext')} />
      )}
      <FailureAlert error={engagements.error ?? exports.error ?? cancelling.error ?? saves.error} />
      {saved && (
        <Alert
          type="success"
          showIcon
          title={t('auditDesk.saved', { files: saved.files, size: fileSize(saved.bytes) })}
          closable={{ onClose: () => saves.reset() }}
        />
      )}
      {saving && <Progress percent={Math.round((saving.done / Math.max(1, saving.total)) * 100)} />}
      <ExportTable
        exports={exports.data ?? []}
        isLoading={exports.isPending}
        isSaving={saves.isPending}
        onCancel={(id) => cancelling.mutate(id)}
        onSave={(id) => saves.mutate(id)}
        tools={
          <Button type="primary" size="small" disabled={inForce.length === 0} onClick={() => setAsking(true)}>
            {t('auditDesk.newExport')}
          </Button>
        }
      />
      {isAsking && (
        <ExportWizard
          engagements={inForce}
          onDone={() => {
            setAsking(false)
            refresh()
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}

function isUnderWay({ state }: AuditExport): boolean {
  return state === 'waiting' || state === 'running'
}
