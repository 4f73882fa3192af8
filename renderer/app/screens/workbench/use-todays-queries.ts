import { useQueries, useQuery } from '@tanstack/react-query'
import { listQueries, readQuery } from '#contract/ipc/query.ts'
import type { Query } from '#contract/query.ts'
import { query } from '#renderer/query.ts'

const askingEveryMs = 2000

/** Today's queries; those the bureau or an approver has not answered yet are asked after every two seconds. */
export function useTodaysQueries() {
  const list = useQuery(query(listQueries, {}))
  const awaited = (list.data ?? []).filter((one) => !isSettled(one))
  const followed = useQueries({
    queries: awaited.map(({ id }) => ({
      ...query(readQuery, { id }),
      refetchInterval: ({ state }: { state: { data?: Query | undefined; error: Error | null } }) =>
        isSettled(state.data) || state.error ? false : askingEveryMs,
    })),
  })
  const newer = new Map(followed.flatMap(({ data }) => (data ? [[data.id, data] as const] : [])))
  return { ...list, data: list.data?.map((one) => newer.get(one.id) ?? one) }
}

function isSettled(one: Query | undefined): boolean {
  return one !== undefined && one.state !== 'asking' && one.release?.state !== 'waiting'
}
