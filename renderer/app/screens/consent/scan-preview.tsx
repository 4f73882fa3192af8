import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Pagination, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readScanPage } from '#contract/ipc/consent-draft.ts'
import type { ChosenScan } from '#contract/ipc/query.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { query } from '#renderer/query.ts'

interface ScanPreviewProps {
  readonly scan: ChosenScan
  readonly pages: number
  readonly quarterTurns: number
  readonly onTurn: () => void
  readonly onClose: () => void
}

/** The pages of a scan as the service received it; turning changes how it is shown, never the file. */
export function ScanPreview({ scan, pages, quarterTurns, onTurn, onClose }: ScanPreviewProps) {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const shown = useQuery({ ...query(readScanPage, { handle: scan.handle, page }), staleTime: Number.POSITIVE_INFINITY })
  return (
    <Modal
      open
      width={760}
      title={scan.fileName}
      onCancel={onClose}
      footer={
        <div className="row spread">
          <Pagination simple current={page} pageSize={1} total={pages} onChange={setPage} />
          <span className="row">
            <Button onClick={onTurn}>{t('consent.turn')}</Button>
            <Button type="primary" onClick={onClose}>
              {t('consent.closePreview')}
            </Button>
          </span>
        </div>
      }
    >
      <FailureAlert error={shown.error} />
      <div className="scan-preview">
        {shown.data ? (
          <img
            src={`data:image/jpeg;base64,${shown.data.jpeg}`}
            alt={t('consent.pageOf', { page, pages, name: scan.fileName })}
            style={{ transform: `rotate(${quarterTurns * 90}deg)` }}
          />
        ) : (
          shown.isPending && <Spin />
        )}
      </div>
    </Modal>
  )
}
