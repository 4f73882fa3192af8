import type { Endpoint } from '#contract/http/endpoint.ts'
import type { Relay } from '#contract/ipc/relay.ts'
import { readToDoCounts } from '#contract/ipc/to-do.ts'

/** Channels that only ask an endpoint of the domains that watch. */
export const watchingRelays = [readToDoCounts] as unknown as readonly Relay<Endpoint>[]
