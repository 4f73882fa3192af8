import { shanghaiDay } from '#renderer/shanghai-time.ts'
import { useSession } from './use-session.ts'

/** The day on which the session began, by the service's clock: `YYYY-MM-DD`. A session lasts no longer than a working day. */
export function useToday(): string {
  return shanghaiDay(useSession().startedAt)
}
