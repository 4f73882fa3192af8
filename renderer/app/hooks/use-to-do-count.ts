import { useQuery, useQueryClient } from '@tanstack/react-query'
import { readToDoCounts, toDoChanged } from '#contract/ipc/admission.ts'
import { administratorRoles } from '#contract/role.ts'
import { query } from '#renderer/query.ts'
import { useAnnouncement } from './use-announcement.ts'
import { useSession } from './use-session.ts'

/** How many applications wait for the user; told anew whenever the service says that something changed. */
export function useToDoCount(): number {
  const client = useQueryClient()
  const { user } = useSession()
  const isAdministrator = administratorRoles.some((role) => role === user.role)
  const { data } = useQuery({ ...query(readToDoCounts, {}), enabled: isAdministrator })
  useAnnouncement(toDoChanged, () => void client.invalidateQueries({ queryKey: [readToDoCounts.name] }))
  return data?.applications ?? 0
}
