/** How much waits for somebody, asked of the domains that know. */

import type { SessionCaller } from '#central/caller.ts'
import type { Role } from '#contract/role.ts'
import type { ToDoCounts, ToDoKind } from '#contract/to-do.ts'

export interface ToDoCounter {
  readonly roles: readonly Role[]
  readonly count: (caller: SessionCaller) => Promise<number>
}

export interface ToDoService {
  countFor(caller: SessionCaller): Promise<ToDoCounts>
}

export function createToDoService(counters: Readonly<Record<ToDoKind, ToDoCounter>>): ToDoService {
  const known = Object.entries(counters) as [ToDoKind, ToDoCounter][]
  return {
    async countFor(caller) {
      const mine = known.filter(([, { roles }]) => roles.includes(caller.user.role))
      return Object.fromEntries(await Promise.all(mine.map(async ([kind, { count }]) => [kind, await count(caller)])))
    },
  }
}
