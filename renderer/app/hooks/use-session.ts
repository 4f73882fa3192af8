import { createContext, use } from 'react'
import type { Session } from '#contract/session.ts'

export const SessionContext = createContext<Session | undefined>(undefined)

/** Who is logged in. @throws {Error} Outside the work screens. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('There is no session here.')
  return session
}
