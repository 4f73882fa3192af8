import { getToDoCounts } from '#contract/http/to-do.ts'
import { announcement, Nothing } from '#contract/ipc/channel.ts'
import { relay } from '#contract/ipc/relay.ts'

export const readToDoCounts = relay('app:to-do:read', getToDoCounts)

/** Something waits for this user, or waits no more. */
export const toDoChanged = announcement('app:to-do:changed', { roles: ['app'], payload: Nothing })
