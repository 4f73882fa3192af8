import { useMutation } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxScansPerConsent } from '#contract/consent.ts'
import { completeItem } from '#contract/ipc/item-check.ts'
import { type ChosenScan, chooseScans } from '#contract/ipc/query.ts'
import type { ReturnedItem } from '#contract/item-check.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { fileSize } from '#renderer/app/file-size.ts'
import { invoke } from '#renderer/bridge.ts'

/** The scans that were missing; what was chosen stays when the upload fails. */
export function CompletionWindow({ item, onClose }: { item: ReturnedItem; onClose: () => void }) {
  const { t } = useTranslation()
  const [scans, setScans] = useState<readonly ChosenScan[]>([])
  const choosing = useMutation({
    mutationFn: () => invoke(chooseScans, {}),
    onSuccess: (chosen) => setScans((known) => [...known, ...chosen].slice(0, maxScansPerConsent)),
  })
  const sending = useMutation({
    mutationFn: () => invoke(completeItem, { id: item.id, handles: scans.map(({ handle }) => handle) }),
    onSuccess: onClose,
  })
  const isUsable = scans.length > 0 && scans.every(({ refusal }) => refusal === null)

  return (
    <Modal
      open
      title={t('itemCheck.completeTitle')}
      okText={t('itemCheck.send')}
      cancelText={t('itemCheck.cancel')}
      confirmLoading={sending.isPending}
      okButtonProps={{ disabled: !isUsable }}
      onOk={() => sending.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        <div>
          <span className="figure">{item.businessReference}</span> {t(`itemCheck.returnReason.${item.reason}`)}
          {item.note && <div className="breakable">{item.note}</div>}
        </div>
        <div className="muted">{t('itemCheck.completeHint')}</div>
        <div>
          <Button autoFocus loading={choosing.isPending} onClick={() => choosing.mutate()}>
            {t('itemCheck.chooseScans')}
          </Button>
        </div>
        {scans.map(({ handle, fileName, bytes, refusal }) => (
          <div key={handle} className="row">
            <span className="breakable">{fileName}</span>
            <span className={refusal ? 'refusal' : 'muted'}>{refusal ? t('itemCheck.unusable') : fileSize(bytes)}</span>
            <Button
              type="link"
              size="small"
              onClick={() => setScans((known) => known.filter((one) => one.handle !== handle))}
            >
              {t('consent.remove')}
            </Button>
          </div>
        ))}
        <FailureAlert error={choosing.error ?? sending.error} />
      </div>
    </Modal>
  )
}
