import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '#contract/attachment.ts'
import { fileSize } from '#renderer/app/file-size.ts'

interface AttachmentListProps {
  readonly attachments: readonly Attachment[]
  readonly onSave: (attachment: Attachment) => void
}

/** What is attached; a click asks where to put it. */
export function AttachmentList({ attachments, onSave }: AttachmentListProps) {
  const { t } = useTranslation()
  if (attachments.length === 0) return <span className="muted">{t('attachment.none')}</span>
  return (
    <ul className="attachments">
      {attachments.map((attachment) => (
        <li key={attachment.id} className="row row-tight">
          <Button
            size="small"
            type="link"
            title={t('attachment.save')}
            className="link-cell breakable"
            onClick={() => onSave(attachment)}
          >
            {attachment.name}
          </Button>
          <span className="muted figure">{fileSize(attachment.bytes)}</span>
        </li>
      ))}
    </ul>
  )
}
