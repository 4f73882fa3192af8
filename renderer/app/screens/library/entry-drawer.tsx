import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Drawer, Popconfirm, Space, Spin, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { confirmLibraryReading, readLibraryEntry, retireLibraryEntry } from '#contract/ipc/library.ts'
import type { LibraryEntry } from '#contract/library.ts'
import { AttachmentList } from '#renderer/app/components/attachment-list.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { Prose } from '#renderer/app/components/prose.tsx'
import { useSaveAttachment } from '#renderer/app/hooks/use-save-attachment.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { shanghaiDay } from '#renderer/shanghai-time.ts'
import { ReaderTable } from './reader-table.tsx'
import { ReadingTag } from './reading-tag.tsx'

interface EntryDrawerProps {
  readonly id: string
  readonly onChanged: () => void
  readonly onReplace: (entry: LibraryEntry) => void
  readonly onClose: () => void
}

/** One entry: its text, the reader's confirmation, and for administrators who has not read it. */
export function EntryDrawer({ id, onChanged, onReplace, onClose }: EntryDrawerProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const found = useQuery(query(readLibraryEntry, { params: { id } }))
  const reading = useMutation({
    mutationFn: () => invoke(confirmLibraryReading, { params: { id } }),
    onSuccess: onChanged,
  })
  const retiring = useMutation({
    mutationFn: () => invoke(retireLibraryEntry, { params: { id } }),
    onSuccess: onChanged,
  })
  const entry = found.data
  const isInForce = entry?.state === 'in-force'

  return (
    <Drawer
      open
      size={780}
      title={entry?.title}
      onClose={onClose}
      extra={
        isInForce &&
        user.role === 'head-office-administrator' && (
          <Space>
            <Button size="small" onClick={() => onReplace(entry)}>
              {t('library.newVersion')}
            </Button>
            <Popconfirm
              title={t('library.retireAsk')}
              okText={t('library.retire')}
              okButtonProps={{ danger: true }}
              cancelText={t('library.cancel')}
              onConfirm={() => retiring.mutate()}
            >
              <Button size="small" danger loading={retiring.isPending}>
                {t('library.retire')}
              </Button>
            </Popconfirm>
          </Space>
        )
      }
      footer={
        isInForce &&
        entry.isMine &&
        entry.readAt === null && (
          <Button type="primary" autoFocus loading={reading.isPending} onClick={() => reading.mutate()}>
            {t('library.confirm')}
          </Button>
        )
      }
    >
      <FailureAlert error={found.error ?? reading.error ?? retiring.error} />
      {entry ? <EntryContent entry={entry} /> : !found.isError && <Spin className="screen-wait" />}
    </Drawer>
  )
}

function EntryContent({ entry }: { entry: LibraryEntry }) {
  const { t } = useTranslation()
  const saving = useSaveAttachment()
  const { state, source, version, publishedAt, dueOn, body, attachments, readers, id } = entry
  const text = (
    <div className="stack">
      {state !== 'in-force' && <Alert type="warning" showIcon title={t(`library.ended.${state}`)} />}
      <span className="row">
        <b>{source}</b>
        <span className="muted figure">
          {t('library.versionNumber', { version })} {shanghaiDay(publishedAt)}
        </span>
        <span className="muted">{t('library.dueBy', { day: dueOn })}</span>
        <ReadingTag entry={entry} />
      </span>
      <FailureAlert error={saving.error} />
      <Prose text={body} />
      {attachments.length > 0 && <AttachmentList attachments={attachments} onSave={(file) => saving.mutate(file)} />}
    </div>
  )
  if (readers === null) return text
  return (
    <Tabs
      size="small"
      items={[
        { key: 'text', label: t('library.text'), children: text },
        {
          key: 'readers',
          label: t('library.readersTab', { count: readers.recipients - readers.confirmed }),
          children: <ReaderTable id={id} />,
        },
      ]}
    />
  )
}
