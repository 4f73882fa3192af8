import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { maxAttachments, type SentAttachment } from '#contract/attachment.ts'
import type { ChosenScan } from '#contract/ipc/query.ts'
import { FailureAlert } from './failure-alert.tsx'

interface AttachmentFieldProps {
  readonly attachments: {
    readonly files: readonly SentAttachment[]
    readonly refused: readonly ChosenScan[]
    readonly isBusy: boolean
    readonly error: Error | null
    choose(): void
    remove(uploadId: string): void
  }
}

/** A button that opens the system's dialog, and what has been attached. */
export function AttachmentField({ attachments }: AttachmentFieldProps) {
  const { t } = useTranslation()
  const { files, refused, isBusy, error, choose, remove } = attachments
  return (
    <div className="stack">
      <span className="row">
        <Button size="small" onClick={choose} loading={isBusy} disabled={files.length >= maxAttachments}>
          {t('attachment.choose')}
        </Button>
        <span className="muted">{t('attachment.hint')}</span>
      </span>
      <FailureAlert error={error} />
      {files.length + refused.length > 0 && (
        <ul className="attachments">
          {files.map(({ uploadId, name }) => (
            <li key={uploadId} className="row row-tight">
              <span className="breakable">{name}</span>
              <Button
                size="small"
                type="link"
                aria-label={t('attachment.removeOf', { name })}
                onClick={() => remove(uploadId)}
              >
                {t('attachment.remove')}
              </Button>
            </li>
          ))}
          {refused.map(({ handle, fileName, refusal }) => (
            <li key={handle} className="refusal breakable">
              {fileName} {refusal && t(`terms.scanRefusal.${refusal}`)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
