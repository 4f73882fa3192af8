import { useMutation, useQueryClient } from '@tanstack/react-query'
import { listQueries, openReport } from '#contract/ipc/query.ts'
import { invoke } from '#renderer/bridge.ts'

/** Opens the report window of a query; lists show one opening less afterwards. */
export function useOpenReport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (queryId: string) => invoke(openReport, { queryId }),
    onSettled: () => client.invalidateQueries({ queryKey: [listQueries.name] }),
  })
}
