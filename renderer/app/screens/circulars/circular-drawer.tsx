import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Drawer, Input, Popconfirm, Space, Spin, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '#contract/attachment.ts'
import { type Circular, WithdrawalReason } from '#contract/circular.ts'
import { listReceipts, readCircular, withdrawCircular } from '#contract/ipc/circular.ts'
import { listInstitutions } from '#contract/ipc/institution.ts'
import { AttachmentList } from '#renderer/app/components/attachment-list.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { Prose } from '#renderer/app/components/prose.tsx'
import { useSaveAttachment } from '#renderer/app/hooks/use-save-attachment.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { ReceiptTable } from './receipt-table.tsx'
import { ReceiptTree } from './receipt-tree.tsx'

interface CircularDrawerProps {
  readonly id: string
  readonly onChanged: () => void
  readonly onSupersede: () => void
  readonly onClose: () => void
}

/** An issued circular: who has confirmed where, and its end. */
export function CircularDrawer({ id, onChanged, onSupersede, onClose }: CircularDrawerProps) {
  const circular = useQuery(query(readCircular, { params: { id } }))
  const saving = useSaveAttachment()
  const found = circular.data

  return (
    <Drawer
      open
      size={860}
      title={found?.title}
      onClose={onClose}
      extra={
        found?.state === 'published' &&
        found.isOurs && <Ending circular={found} onChanged={onChanged} onSupersede={onSupersede} />
      }
    >
      <FailureAlert error={circular.error ?? saving.error} />
      {!found && <Spin className="screen-wait" />}
      {found && <CircularTabs circular={found} onSave={(file) => saving.mutate(file)} />}
    </Drawer>
  )
}

interface CircularTabsProps {
  readonly circular: Circular
  readonly onSave: (file: Attachment) => void
}

function CircularTabs({ circular, onSave }: CircularTabsProps) {
  const { t } = useTranslation()
  const receipts = useQuery(query(listReceipts, { params: { id: circular.id } }))
  const institutions = useQuery(query(listInstitutions, {}))
  return (
    <div className="stack">
      <FailureAlert error={receipts.error ?? institutions.error} />
      {(circular.state === 'withdrawn' || circular.state === 'superseded') && (
        <Alert
          type="warning"
          showIcon
          title={t(`circular.ended.${circular.state}`)}
          description={circular.withdrawal ?? undefined}
        />
      )}
      <Tabs
        size="small"
        items={[
          {
            key: 'tree',
            label: t('circular.byInstitution'),
            // It opens all its levels when it is made: not before they are known.
            children: receipts.data && institutions.data && (
              <ReceiptTree institutions={institutions.data} receipts={receipts.data} />
            ),
          },
          {
            key: 'people',
            label: t('circular.byPerson'),
            children: (
              <ReceiptTable
                institutions={institutions.data ?? []}
                receipts={receipts.data ?? []}
                isLoading={receipts.isPending}
              />
            ),
          },
          {
            key: 'text',
            label: t('circular.text'),
            children: (
              <>
                <Prose text={circular.body} />
                <AttachmentList attachments={circular.attachments} onSave={onSave} />
              </>
            ),
          },
        ]}
      />
    </div>
  )
}

interface EndingProps {
  readonly circular: Circular
  readonly onChanged: () => void
  readonly onSupersede: () => void
}

/** What was published stays; it is withdrawn with a reason or superseded by another one. */
function Ending({ circular: { id }, onChanged, onSupersede }: EndingProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const withdrawing = useMutation({
    mutationFn: () => invoke(withdrawCircular, { params: { id }, body: { reason: reason.trim() } }),
    onSuccess: onChanged,
  })
  return (
    <Space>
      <FailureAlert error={withdrawing.error} />
      <Button size="small" onClick={onSupersede}>
        {t('circular.supersede')}
      </Button>
      <Popconfirm
        title={t('circular.withdrawAsk')}
        description={
          <Input.TextArea
            rows={2}
            maxLength={400}
            aria-label={t('circular.withdrawReason')}
            placeholder={t('circular.withdrawReason')}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        }
        okText={t('circular.withdraw')}
        okButtonProps={{ danger: true, disabled: !WithdrawalReason.safeParse(reason).success }}
        cancelText={t('circular.cancel')}
        onConfirm={() => withdrawing.mutate()}
      >
        <Button size="small" danger loading={withdrawing.isPending}>
          {t('circular.withdraw')}
        </Button>
      </Popconfirm>
    </Space>
  )
}
