import { useQuery, useQueryClient } from '@tanstack/react-query'
import { listQueryStops, queryStopChanged, readStopsInForce } from '#contract/ipc/query-stop.ts'
import type { StopInForce } from '#contract/query-stop.ts'
import { query } from '#renderer/query.ts'
import { useAnnouncement } from './use-announcement.ts'

const none: readonly StopInForce[] = []

/** Stops of all queries that concern the user, as of now: looked at anew when the service says that they changed. */
export function useStopsInForce(): readonly StopInForce[] {
  const client = useQueryClient()
  const { data } = useQuery(query(readStopsInForce, {}))
  useAnnouncement(queryStopChanged, () => {
    for (const { name } of [readStopsInForce, listQueryStops]) void client.invalidateQueries({ queryKey: [name] })
  })
  return data ?? none
}
