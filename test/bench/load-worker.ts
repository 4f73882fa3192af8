/** A thread of its own that asks the service, so that asking and answering do not share one. */

import { randomUUID } from 'node:crypto'
import { Agent } from 'node:https'
import { parentPort, workerData } from 'node:worker_threads'
import { type OfficerSecrets, type PreparedRequest, requestMaker, send } from '#test/bench/load-officer.ts'

/** Where to ask and as whom; one lane an officer, each with one request under way. */
export interface LoadPlan {
  readonly origin: string
  readonly authority: string
  readonly lanes: readonly { readonly officer: OfficerSecrets; readonly query: object }[]
}

export interface LoadOrder {
  readonly kind: 'session' | 'query'
  readonly requestsPerLane: number
}

export type LoadOutcome =
  | { readonly ok: true; readonly elapsedMs: number; readonly milliseconds: number[] }
  | { readonly ok: false; readonly problem: string }

const { origin, authority, lanes } = workerData as LoadPlan
const place = { origin, agent: new Agent({ ca: authority, keepAlive: true, maxSockets: lanes.length }) }
const session = { method: 'GET', path: '/sessions/current' } as const

const makers = lanes.map(({ officer, query }) => ({ make: requestMaker(origin, officer), query }))

parentPort?.on('message', (order: LoadOrder) => {
  run(order).then(
    (outcome) => parentPort?.postMessage(outcome),
    (error: unknown) => parentPort?.postMessage({ ok: false, problem: String(error) } satisfies LoadOutcome),
  )
})

async function run({ kind, requestsPerLane }: LoadOrder): Promise<LoadOutcome> {
  const prepared: PreparedRequest[][] = []
  // Signing is the client's work and is not measured.
  for (const { make, query } of makers) {
    const { nonce } = await send(place, make(session, undefined))
    const wanted = () =>
      kind === 'session'
        ? session
        : ({ method: 'POST', path: '/queries', body: { id: randomUUID(), ...query } } as const)
    prepared.push(Array.from({ length: requestsPerLane }, () => make(wanted(), nonce)))
  }
  const milliseconds: number[] = []
  const began = performance.now()
  await Promise.all(prepared.map((requests) => runLane(requests, { kind, milliseconds })))
  return { ok: true, elapsedMs: performance.now() - began, milliseconds }
}

async function runLane(
  requests: readonly PreparedRequest[],
  { kind, milliseconds }: { kind: LoadOrder['kind']; milliseconds: number[] },
): Promise<void> {
  for (const wanted of requests) {
    const began = performance.now()
    const { status, text } = await send(place, wanted)
    milliseconds.push(performance.now() - began)
    const isExpected = status === 200 && (kind === 'session' || text.includes('"consent-missing"'))
    if (!isExpected) throw new Error(`The service answered ${status}: ${text.slice(0, 300)}`)
  }
}
