import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Drawer, Spin, type TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ReceivedCircular, receiptStandings } from '#contract/circular.ts'
import { confirmReceipt, openReceivedCircular } from '#contract/ipc/circular.ts'
import { AttachmentList } from '#renderer/app/components/attachment-list.tsx'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { Prose } from '#renderer/app/components/prose.tsx'
import { useSaveAttachment } from '#renderer/app/hooks/use-save-attachment.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { ReceiptTag } from './receipt-tag.tsx'

interface ReceivedTabProps {
  readonly circulars: readonly ReceivedCircular[]
  readonly isLoading: boolean
  readonly onChanged: () => void
}

export function ReceivedTab({ circulars, isLoading, onChanged }: ReceivedTabProps) {
  const { t } = useTranslation()
  const [openId, setOpenId] = useState<string>()
  return (
    <>
      <DataTable
        rows={circulars}
        columns={columns(t, setOpenId)}
        rowKey={({ id }) => id}
        textOf={({ title, from, standing }) => `${title} ${from} ${t(`circular.standing.${standing}`)}`}
        isLoading={isLoading}
        empty={t('circular.noneReceived')}
        onOpen={({ id }) => setOpenId(id)}
      />
      {openId && <CircularReader id={openId} onChanged={onChanged} onClose={() => setOpenId(undefined)} />}
    </>
  )
}

interface CircularReaderProps {
  readonly id: string
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** The circular as its reader sees it, and his receipt. */
function CircularReader({ id, onChanged, onClose }: CircularReaderProps) {
  const { t } = useTranslation()
  const opened = useQuery(query(openReceivedCircular, { params: { id } }))
  const saving = useSaveAttachment()
  const confirming = useMutation({
    mutationFn: () => invoke(confirmReceipt, { params: { id } }),
    onSuccess: onChanged,
  })
  const circular = opened.data
  const canConfirm = circular?.state === 'published' && circular.confirmedAt === null

  return (
    <Drawer
      open
      size={720}
      title={circular?.title}
      onClose={onClose}
      footer={
        canConfirm && (
          <Button type="primary" autoFocus loading={confirming.isPending} onClick={() => confirming.mutate()}>
            {t('circular.confirm')}
          </Button>
        )
      }
    >
      <FailureAlert error={opened.error ?? confirming.error ?? saving.error} />
      {!circular && <Spin className="screen-wait" />}
      {circular && (
        <div className="stack">
          {circular.state !== 'published' && (
            <Alert type="warning" showIcon title={t(`circular.ended.${circular.state}`)} />
          )}
          <span className="row">
            <b>{circular.from}</b>
            <span className="muted figure">{shanghaiMoment(circular.publishedAt)}</span>
            <span className="muted">{t('circular.dueBy', { day: circular.dueOn })}</span>
            <ReceiptTag standing={circular.standing} />
          </span>
          <Prose text={circular.body} />
          {circular.attachments.length > 0 && (
            <AttachmentList attachments={circular.attachments} onSave={(file) => saving.mutate(file)} />
          )}
        </div>
      )}
    </Drawer>
  )
}

function columns(t: TFunction, onOpen: (id: string) => void): TableColumnsType<ReceivedCircular> {
  return [
    {
      key: 'title',
      title: t('circular.titleLabel'),
      render: (_, { id, title, confirmedAt }) => (
        <Button type="link" className="link-cell breakable" onClick={() => onOpen(id)}>
          {confirmedAt ? title : <b>{title}</b>}
        </Button>
      ),
      sorter: (a, b) => a.title.localeCompare(b.title),
    },
    { key: 'from', title: t('circular.from'), render: (_, { from }) => from },
    {
      key: 'publishedAt',
      title: t('circular.publishedAt'),
      width: 150,
      className: 'figure',
      render: (_, { publishedAt }) => shanghaiMoment(publishedAt),
      sorter: (a, b) => a.publishedAt.localeCompare(b.publishedAt),
      defaultSortOrder: 'descend',
    },
    {
      key: 'dueOn',
      title: t('circular.dueOn'),
      width: 130,
      className: 'figure',
      render: (_, { dueOn }) => dueOn,
      sorter: (a, b) => a.dueOn.localeCompare(b.dueOn),
    },
    {
      key: 'standing',
      title: t('circular.receipt'),
      width: 130,
      render: (_, { state, standing }) =>
        state === 'published' ? <ReceiptTag standing={standing} /> : t(`circular.state.${state}`),
      filters: receiptStandings.map((value) => ({ value, text: t(`circular.standing.${value}`) })),
      onFilter: (value, { standing }) => standing === value,
    },
  ]
}
