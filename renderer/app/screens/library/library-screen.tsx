import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Popconfirm, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listLibrary, listLibraryReaders, publishShippedLibrary, readLibraryEntry } from '#contract/ipc/library.ts'
import { readToDoCounts, toDoChanged } from '#contract/ipc/to-do.ts'
import type { LibraryEntry } from '#contract/library.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { EntryDrawer } from './entry-drawer.tsx'
import { EntryForm } from './entry-form.tsx'
import { LibraryTable } from './library-table.tsx'

/** Rules and warning cases: read by whoever they are for, published by head office. */
export function LibraryScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { user } = useSession()
  const canPublish = user.role === 'head-office-administrator'
  const library = useQuery(query(listLibrary, {}))
  const [openId, setOpenId] = useState<string>()
  const [written, setWritten] = useState<{ readonly replaces?: LibraryEntry }>()
  const refresh = () => {
    for (const { name } of [listLibrary, readLibraryEntry, listLibraryReaders, readToDoCounts])
      void client.invalidateQueries({ queryKey: [name] })
  }
  useAnnouncement(toDoChanged, refresh)
  const shipping = useMutation({ mutationFn: () => invoke(publishShippedLibrary, {}), onSuccess: refresh })

  return (
    <div className="stack">
      <ScreenTitle title={t('library.title')}>
        <p>{t(canPublish ? 'library.introPublisher' : 'library.intro')}</p>
      </ScreenTitle>
      <FailureAlert error={library.error ?? shipping.error} />
      {shipping.data && (
        <Alert type="success" showIcon title={t('library.shipped', { count: shipping.data.published })} />
      )}
      <Card size="small">
        <LibraryTable
          entries={library.data ?? []}
          isLoading={library.isPending}
          onOpen={({ id }) => setOpenId(id)}
          tools={
            canPublish && (
              <Space>
                <Popconfirm
                  title={t('library.shipAsk')}
                  okText={t('library.ship')}
                  cancelText={t('library.cancel')}
                  onConfirm={() => shipping.mutate()}
                >
                  <Button size="small" loading={shipping.isPending}>
                    {t('library.ship')}
                  </Button>
                </Popconfirm>
                <Button size="small" type="primary" onClick={() => setWritten({})}>
                  {t('library.write')}
                </Button>
              </Space>
            )
          }
        />
      </Card>
      {openId && (
        <EntryDrawer
          id={openId}
          onChanged={refresh}
          onReplace={(entry) => {
            setOpenId(undefined)
            setWritten({ replaces: entry })
          }}
          onClose={() => setOpenId(undefined)}
        />
      )}
      {written && (
        <EntryForm
          {...written}
          onClose={() => setWritten(undefined)}
          onDone={({ id }) => {
            setWritten(undefined)
            setOpenId(id)
            refresh()
          }}
        />
      )}
    </div>
  )
}
