import { useQuery, useQueryClient } from '@tanstack/react-query'
import { readToDoCounts, toDoChanged } from '#contract/ipc/to-do.ts'
import type { ToDoCounts } from '#contract/to-do.ts'
import { query } from '#renderer/query.ts'
import { useAnnouncement } from './use-announcement.ts'

/** How much waits for the user; told anew whenever the service says that something changed. */
export function useToDoCounts(): ToDoCounts {
  const client = useQueryClient()
  const { data } = useQuery(query(readToDoCounts, {}))
  useAnnouncement(toDoChanged, () => void client.invalidateQueries({ queryKey: [readToDoCounts.name] }))
  return data ?? {}
}
