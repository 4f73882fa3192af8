import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { startCrowdedService } from '#test/bench/crowded-service.ts'
import { quantile, type Row } from '#test/bench/harness.ts'
import type { LoadOrder, LoadOutcome } from '#test/bench/load-worker.ts'

const concurrency = 32
/** A slice takes seconds; one that takes this long does not end at all. */
const limitMs = 30_000
const workerFile = new URL('../load-worker.ts', import.meta.url)

/** A query that lacks its consent: proof, session, facts, decision, log entry, all durable before the answer. */
export const queryDecision: Row = {
  name: 'query-decision',
  unit: 'requests/s',
  against: `GET /sessions/current of the same service over HTTPS, ${concurrency} officers at once on both sides`,
  reach: 0.6,
  better: 'higher',
  rounds: { full: 9, quick: 3 },
  async prepare({ isQuick, folder }) {
    const requestsPerLane = isQuick ? 20 : 60
    const { plan, stop } = await startCrowdedService(folder, concurrency)
    const worker = new Worker(workerFile, { workerData: plan })
    const seen: Record<LoadOrder['kind'], number[]> = { session: [], query: [] }
    const ask = async (kind: LoadOrder['kind']) => {
      const outcome = await load(worker, { kind, requestsPerLane })
      seen[kind].push(...outcome.milliseconds)
      return (outcome.milliseconds.length * 1000) / outcome.elapsedMs
    }
    return {
      ours: () => ask('query'),
      reference: () => ask('session'),
      notes: () => [`query: ${describe(seen.query)}; session: ${describe(seen.session)}`],
      async end() {
        await worker.terminate()
        await stop()
      },
    }
  },
}

async function load(worker: Worker, order: LoadOrder) {
  worker.postMessage(order)
  const answer = once(worker, 'message', { signal: AbortSignal.timeout(limitMs) }).catch((error: unknown) => {
    throw new Error(`The service has not answered ${order.kind} requests for half a minute.`, { cause: error })
  })
  const [outcome] = (await answer) as [LoadOutcome]
  if (!outcome.ok) throw new Error(outcome.problem)
  return outcome
}

function describe(milliseconds: readonly number[]): string {
  return `p50 ${quantile(milliseconds, 0.5).toFixed(1)} ms, p99 ${quantile(milliseconds, 0.99).toFixed(1)} ms`
}
