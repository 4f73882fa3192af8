import {
  deleteStopProposal,
  getQueryStops,
  getStopsInForce,
  postLifting,
  postLiftingSignature,
  postQueryStop,
  postStopSignature,
} from '#contract/http/query-stop.ts'
import { announcement, Nothing } from '#contract/ipc/channel.ts'
import { relay } from '#contract/ipc/relay.ts'

export const listQueryStops = relay('app:query-stop:list', getQueryStops)
export const readStopsInForce = relay('app:query-stop:read-in-force', getStopsInForce)
export const proposeStop = relay('app:query-stop:propose', postQueryStop)
export const signStop = relay('app:query-stop:sign', postStopSignature)
export const withdrawStopProposal = relay('app:query-stop:withdraw', deleteStopProposal)
export const proposeLifting = relay('app:query-stop:propose-lifting', postLifting)
export const signLifting = relay('app:query-stop:sign-lifting', postLiftingSignature)

/** Queries were stopped, or may go on: whoever shows it looks anew. */
export const queryStopChanged = announcement('app:query-stop:changed', { roles: ['app'], payload: Nothing })
