import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { readAllowance } from '#contract/ipc/query.ts'
import { query } from '#renderer/query.ts'

const tickMs = 15_000

/**
 * The service's time in milliseconds since 1970, moved on by this PC's clock since it was told; `undefined` until then.
 * Periods are judged by the service's clock, the PC's may be wrong.
 */
export function useServiceTime(): number | undefined {
  const { data, dataUpdatedAt } = useQuery(query(readAllowance, {}))
  const [tick, setTick] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), tickMs)
    return () => clearInterval(timer)
  }, [])
  return data && Date.parse(data.now) + Math.max(0, tick - dataUpdatedAt)
}
