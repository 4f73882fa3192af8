import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listUserChanges, listUsers } from '#contract/ipc/user.ts'
import { administratorRoles } from '#contract/role.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { query } from '#renderer/query.ts'
import { ConfirmationBar } from './confirmation-bar.tsx'
import { UserDrawer } from './user-drawer.tsx'
import { UserTable } from './user-table.tsx'

/** The users of the caller's subtree: their state and rights, and what an administrator may do about them. */
export function UsersScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { user } = useSession()
  const users = useQuery(query(listUsers, {}))
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [opened, setOpened] = useState<string>()
  const canChange = administratorRoles.some((role) => role === user.role)
  const row = users.data?.find(({ employeeId }) => employeeId === opened)
  const refresh = () => {
    setChosen([])
    for (const { name } of [listUsers, listUserChanges]) void client.invalidateQueries({ queryKey: [name] })
  }

  return (
    <div className="stack">
      <ScreenTitle title={t('user.title')}>
        <p>{t('user.hint')}</p>
      </ScreenTitle>
      <FailureAlert error={users.error} />
      <Card size="small">
        <UserTable
          users={users.data ?? []}
          isLoading={users.isPending}
          chosen={chosen}
          onOpen={setOpened}
          tools={canChange && <ConfirmationBar chosen={chosen} onDone={refresh} />}
          {...(canChange && { onChoose: setChosen })}
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
    </div>
  )
}
