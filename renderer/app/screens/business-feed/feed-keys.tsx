import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Input, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FeedKey } from '#contract/business-feed.ts'
import { issueFeedKey, readBusinessFeed, revokeFeedKey } from '#contract/ipc/business-feed.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

/** The keys by which loan systems deliver; only IT makes and revokes them. */
export function FeedKeys({ keys }: { keys: readonly FeedKey[] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const isIt = useSession().user.role === 'it'
  const [name, setName] = useState('')
  const refresh = () => client.invalidateQueries({ queryKey: [readBusinessFeed.name] })
  const issuing = useMutation({
    mutationFn: () => invoke(issueFeedKey, { body: { name } }),
    onSuccess: () => {
      setName('')
      return refresh()
    },
  })
  const revoking = useMutation({
    mutationFn: (id: string) => invoke(revokeFeedKey, { params: { id } }),
    onSettled: refresh,
  })
  return (
    <Card size="small" title={t('businessFeed.keys')}>
      <div className="stack">
        <FailureAlert error={issuing.error ?? revoking.error} />
        {isIt && (
          <div className="row">
            <Input
              style={{ width: 260 }}
              value={name}
              maxLength={40}
              placeholder={t('businessFeed.keyName')}
              aria-label={t('businessFeed.keyName')}
              onChange={({ target }) => setName(target.value)}
            />
            <Button disabled={name.trim().length < 2} loading={issuing.isPending} onClick={() => issuing.mutate()}>
              {t('businessFeed.issueKey')}
            </Button>
          </div>
        )}
        {issuing.data && (
          <Alert
            type="warning"
            showIcon
            title={t('businessFeed.keyOnce')}
            description={<code className="breakable">{issuing.data.secret}</code>}
          />
        )}
        <DataTable<FeedKey>
          rows={keys}
          rowKey={({ id }) => id}
          textOf={(key) => `${key.name} ${key.createdBy}`}
          empty={t('businessFeed.noKeys')}
          columns={[
            { key: 'name', title: t('businessFeed.keyName'), dataIndex: 'name' },
            {
              key: 'created',
              title: t('businessFeed.keyCreated'),
              className: 'figure',
              render: (_, key) => `${shanghaiMoment(key.createdAt)} ${key.createdBy}`,
            },
            {
              key: 'used',
              title: t('businessFeed.keyUsed'),
              className: 'figure',
              render: (_, { lastUsedAt }) => lastUsedAt && shanghaiMoment(lastUsedAt),
            },
            {
              key: 'state',
              title: t('businessFeed.keyState'),
              width: 150,
              render: (_, { id, revokedAt }) =>
                revokedAt ? (
                  <Tag>{t('businessFeed.keyRevoked')}</Tag>
                ) : (
                  isIt && (
                    <Popconfirm title={t('businessFeed.revokeAsk')} onConfirm={() => revoking.mutate(id)}>
                      <Button size="small">{t('businessFeed.revokeKey')}</Button>
                    </Popconfirm>
                  )
                ),
            },
          ]}
        />
      </div>
    </Card>
  )
}
