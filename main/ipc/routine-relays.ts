import type { Endpoint } from '#contract/http/endpoint.ts'
import { listDisputableQueries, listDisputes, registerDispute, stepDispute } from '#contract/ipc/dispute.ts'
import type { Relay } from '#contract/ipc/relay.ts'

/** Channels that only ask an endpoint of disputes, circulars, meetings, the library or publicity. */
export const routineRelays = [
  listDisputes,
  listDisputableQueries,
  registerDispute,
  stepDispute,
] as unknown as readonly Relay<Endpoint>[]
