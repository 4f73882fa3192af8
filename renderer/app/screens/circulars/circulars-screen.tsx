import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Card, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  listCirculars,
  listReceipts,
  listReceivedCirculars,
  listSecurityMonths,
  openReceivedCircular,
  readCircular,
} from '#contract/ipc/circular.ts'
import { readToDoCounts, toDoChanged } from '#contract/ipc/to-do.ts'
import { administratorRoles } from '#contract/role.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { query } from '#renderer/query.ts'
import { CircularEditor } from './circular-editor.tsx'
import { IssuedTab } from './issued-tab.tsx'
import { ReceivedTab } from './received-tab.tsx'
import { SecurityTab } from './security-tab.tsx'

const shown = [
  listCirculars,
  listReceivedCirculars,
  openReceivedCircular,
  listSecurityMonths,
  readCircular,
  listReceipts,
  readToDoCounts,
]

/** Circulars for the reader himself; for administrators also what they issue and who has confirmed. */
export function CircularsScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { user } = useSession()
  const isAdministrator = administratorRoles.some((role) => role === user.role)
  const [edited, setEdited] = useState<{ readonly id: string; readonly supersedes?: string }>()
  const received = useQuery(query(listReceivedCirculars, {}))
  const refresh = () => {
    for (const { name } of shown) void client.invalidateQueries({ queryKey: [name] })
  }
  useAnnouncement(toDoChanged, refresh)
  const waiting = received.data?.filter(({ state, confirmedAt }) => state === 'published' && !confirmedAt).length ?? 0

  const own = {
    key: 'received',
    label: t('circular.receivedTab', { count: waiting }),
    children: <ReceivedTab circulars={received.data ?? []} isLoading={received.isPending} onChanged={refresh} />,
  }
  const issued = [
    {
      key: 'issued',
      label: t('circular.issuedTab'),
      children: <IssuedTab onEdit={setEdited} onChanged={refresh} />,
    },
    { key: 'security', label: t('circular.securityTab'), children: <SecurityTab onEdit={(id) => setEdited({ id })} /> },
  ]

  return (
    <div className="stack">
      <ScreenTitle title={t('circular.title')}>
        <p>{t(isAdministrator ? 'circular.introIssuer' : 'circular.introReader')}</p>
      </ScreenTitle>
      <FailureAlert error={received.error} />
      <Card size="small">
        <Tabs size="small" items={isAdministrator ? [own, ...issued] : [own]} />
      </Card>
      {edited && (
        <CircularEditor
          key={edited.id}
          {...edited}
          onClose={() => {
            setEdited(undefined)
            refresh()
          }}
        />
      )}
    </div>
  )
}
