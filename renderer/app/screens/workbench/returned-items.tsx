import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listReturnedItems } from '#contract/ipc/item-check.ts'
import { toDoChanged } from '#contract/ipc/to-do.ts'
import type { ReturnedItem } from '#contract/item-check.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { CompletionWindow } from './completion-window.tsx'

/** Consents that came back from the check; nothing when there are none. */
export function ReturnedItems() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [completing, setCompleting] = useState<ReturnedItem>()
  const found = useQuery(query(listReturnedItems, {}))
  const refresh = () => void client.invalidateQueries({ queryKey: [listReturnedItems.name] })
  useAnnouncement(toDoChanged, refresh)

  if (!found.error && (found.data ?? []).length === 0) return null
  return (
    <Card
      size="small"
      title={t('itemCheck.returnedToMe')}
      extra={<span className="muted">{t('itemCheck.returnedIntro')}</span>}
    >
      <FailureAlert error={found.error} />
      <DataTable<ReturnedItem>
        rows={found.data ?? []}
        rowKey={({ id }) => id}
        textOf={({ businessReference, reason, note }) =>
          [businessReference, t(`itemCheck.returnReason.${reason}`), note].join(' ')
        }
        columns={columns(t, setCompleting)}
        onOpen={setCompleting}
      />
      {completing && (
        <CompletionWindow
          item={completing}
          onClose={() => {
            setCompleting(undefined)
            refresh()
          }}
        />
      )}
    </Card>
  )
}

function columns(t: TFunction, onComplete: (item: ReturnedItem) => void): TableColumnsType<ReturnedItem> {
  return [
    {
      key: 'returnedAt',
      title: t('itemCheck.returnedAt'),
      width: 140,
      className: 'figure',
      render: (_, { returnedAt }) => shanghaiMoment(returnedAt),
      sorter: (a, b) => a.returnedAt.localeCompare(b.returnedAt),
    },
    {
      key: 'reference',
      title: t('itemCheck.business'),
      width: 164,
      className: 'figure breakable',
      dataIndex: 'businessReference',
      sorter: (a, b) => a.businessReference.localeCompare(b.businessReference),
    },
    {
      key: 'why',
      title: t('itemCheck.why'),
      className: 'breakable',
      render: (_, { reason, note }) =>
        [t(`itemCheck.returnReason.${reason}`), note].filter(Boolean).join(t('itemCheck.colon')),
    },
    {
      key: 'dueOn',
      title: t('itemCheck.due'),
      width: 150,
      className: 'figure',
      render: (_, { dueOn, isOverdue }) => (
        <>
          {dueOn} {isOverdue && <Tag color="red">{t('itemCheck.overdue')}</Tag>}
        </>
      ),
      sorter: (a, b) => a.dueOn.localeCompare(b.dueOn),
    },
    {
      key: 'action',
      title: t('itemCheck.action'),
      width: 100,
      render: (_, item) => (
        <Button size="small" type="primary" onClick={() => onComplete(item)}>
          {t('itemCheck.complete')}
        </Button>
      ),
    },
  ]
}
