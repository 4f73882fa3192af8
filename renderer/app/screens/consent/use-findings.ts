import { useQueries } from '@tanstack/react-query'
import { sendScan } from '#contract/ipc/consent-draft.ts'
import type { ChosenScan } from '#contract/ipc/query.ts'
import type { UploadedScan } from '#contract/scan-findings.ts'
import { invoke } from '#renderer/bridge.ts'

/** Sends each scan as soon as it is chosen: what is wrong with it is told while the customer is still there. */
export function useFindings(scans: readonly ChosenScan[]) {
  const usable = scans.filter(({ refusal }) => refusal === null)
  return useQueries({
    queries: usable.map(({ handle }) => ({
      queryKey: [sendScan.name, handle],
      queryFn: () => invoke(sendScan, { handle }),
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
    combine: (results) => {
      const seen = new Map<string, UploadedScan>()
      const failed = new Map<string, Error>()
      for (const [index, { data, error }] of results.entries()) {
        const handle = usable[index]?.handle ?? ''
        if (data) seen.set(handle, data)
        else if (error) failed.set(handle, error)
      }
      return { seen, failed, again: () => results.forEach(({ error, refetch }) => void (error && refetch())) }
    },
  })
}
