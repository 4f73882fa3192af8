import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Card, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readToDoCounts } from '#contract/ipc/to-do.ts'
import { listUserChanges, listUsers } from '#contract/ipc/user.ts'
import { listSuspendedUsers } from '#contract/ipc/way-back.ts'
import { administratorRoles } from '#contract/role.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { query } from '#renderer/query.ts'
import { ConfirmationBar } from './confirmation-bar.tsx'
import { SuspendedDrawer } from './suspended-drawer.tsx'
import { SuspendedTable } from './suspended-table.tsx'
import { UserDrawer } from './user-drawer.tsx'
import { UserTable } from './user-table.tsx'

/** The users of the caller's subtree: their state and rights, who is suspended, and what an administrator may do about it. */
export function UsersScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { user } = useSession()
  const users = useQuery(query(listUsers, {}))
  const suspended = useQuery(query(listSuspendedUsers, {}))
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [opened, setOpened] = useState<string>()
  const [returning, setReturning] = useState<string>()
  const canChange = administratorRoles.some((role) => role === user.role)
  const row = users.data?.find(({ employeeId }) => employeeId === opened)
  const suspendedRow = suspended.data?.find(({ employeeId }) => employeeId === returning)
  const refresh = () => {
    setChosen([])
    for (const { name } of [listUsers, listUserChanges, listSuspendedUsers, readToDoCounts])
      void client.invalidateQueries({ queryKey: [name] })
  }
  const all = (
    <UserTable
      users={users.data ?? []}
      isLoading={users.isPending}
      chosen={chosen}
      onOpen={setOpened}
      tools={canChange && <ConfirmationBar chosen={chosen} onDone={refresh} />}
      {...(canChange && { onChoose: setChosen })}
    />
  )
  const suspendedOnes = (
    <SuspendedTable users={suspended.data ?? []} isLoading={suspended.isPending} onOpen={setReturning} />
  )

  return (
    <div className="stack">
      <ScreenTitle title={t('user.title')}>
        <p>{t('user.hint')}</p>
      </ScreenTitle>
      <FailureAlert error={users.error ?? suspended.error} />
      <Card size="small">
        <Tabs
          items={[
            { key: 'all', label: t('wayBack.all'), children: all },
            {
              key: 'suspended',
              label: t('wayBack.tab', { count: suspended.data?.length ?? 0 }),
              children: suspendedOnes,
            },
          ]}
        />
      </Card>
      {row && (
        <UserDrawer
          key={row.employeeId}
          user={row}
          canChange={canChange && row.employeeId !== user.employeeId}
          onChanged={refresh}
          onClose={() => setOpened(undefined)}
        />
      )}
      {suspendedRow && (
        <SuspendedDrawer
          key={suspendedRow.employeeId}
          user={suspendedRow}
          canChange={canChange && suspendedRow.employeeId !== user.employeeId}
          onChanged={refresh}
          onClose={() => setReturning(undefined)}
        />
      )}
    </div>
  )
}
