import { randomInt } from 'node:crypto'
import { Agent } from 'node:https'
import { defaultPolicyBody } from '#contract/policy.ts'
import { readDemoBank } from '#scripts/demo/demo-service.ts'
import { enrolDevice, startBenchService } from '#test/bench/crowded-service.ts'
import { quantile, type Row } from '#test/bench/harness.ts'
import { requestMaker, send } from '#test/bench/load-officer.ts'

const requiredMs = 5
const employeeId = 'E10017'
const lockedId = 'E10023'

const classes = ['unknown user', 'wrong password', 'wrong code', 'locked'] as const
type RefusalClass = (typeof classes)[number]

/** Guesses do not lock here: a class is the same at its last try as at its first. */
const patientPolicy = { ...defaultPolicyBody, lockout: { ...defaultPolicyBody.lockout, failures: 1_000_000 } }

/**
 * What a log-in that is refused tells by the time it takes: the largest difference between two kinds of refusal, at the
 * 95th percentile. The tries of all kinds are mixed, so that a noisy machine is noisy for each of them. The answers'
 * status and bytes must be the same, or nothing is measured.
 */
export const uniformRefusal: Row = {
  name: 'uniform-refusal',
  unit: 'ms',
  against: `${requiredMs} ms, the most that may be told`,
  reach: 1,
  better: 'lower',
  rounds: { full: 1, quick: 1 },
  async prepare({ isQuick, folder }) {
    const tries = isQuick ? 100 : 2000
    const { instance, authority, secrets, stop } = await startBenchService(folder, readDemoBank(), patientPolicy)
    const place = { origin: instance.origin, agent: new Agent({ ca: authority, keepAlive: true }) }
    const device = await enrolDevice(instance, place, 'BNC-001')
    await instance.database`update app_user set locked_until = '2027-12-31' where employee_id = ${lockedId}`
    const password = secrets[employeeId]?.password ?? ''
    const bodies: Record<RefusalClass, object> = {
      'unknown user': { employeeId: 'E99999', password, dynamicPassword: '000000' },
      'wrong password': { employeeId, password: `${password}x`, dynamicPassword: '000000' },
      'wrong code': { employeeId, password, dynamicPassword: '000000' },
      locked: { employeeId: lockedId, password: secrets[lockedId]?.password ?? '', dynamicPassword: '000000' },
    }
    const make = requestMaker(place.origin, { deviceKey: device })
    let nonce: string | undefined
    let taken = new Map<RefusalClass, number[]>()
    let isWarm = false

    const refuse = async (kind: RefusalClass) => {
      const request = make({ method: 'POST', path: '/sessions', body: bodies[kind] }, nonce)
      const started = performance.now()
      const answer = await send(place, request)
      const milliseconds = performance.now() - started
      nonce = answer.nonce ?? nonce
      return { milliseconds, said: `${answer.status} ${answer.text}` }
    }
    await refuse('unknown user')
    const { said: expected } = await refuse('unknown user')
    if (!expected.startsWith('401')) throw new Error(`A refusal was answered ${expected}`)

    const round = async (count: number) => {
      taken = new Map(classes.map((kind) => [kind, []]))
      for (let at = 0; at < count; at += 1)
        for (const kind of shuffled(classes)) {
          const { milliseconds, said } = await refuse(kind)
          if (said !== expected) throw new Error(`${kind} was answered otherwise: ${said}`)
          taken.get(kind)?.push(milliseconds)
        }
      const p95 = [...taken.values()].map((milliseconds) => quantile(milliseconds, 0.95))
      return Math.max(...p95) - Math.min(...p95)
    }
    return {
      ours: () => {
        const count = isWarm ? tries : 20
        isWarm = true
        return round(count)
      },
      reference: async () => requiredMs,
      notes: () => [`${tries} tries of each kind`, ...[...taken].map(([kind, times]) => describe(kind, times))],
      async end() {
        place.agent.destroy()
        await stop()
      },
    }
  },
}

function shuffled<T>(values: readonly T[]): T[] {
  const left = [...values]
  return values.map(() => left.splice(randomInt(left.length), 1)[0] as T)
}

function describe(kind: string, milliseconds: readonly number[]): string {
  const at = (share: number) => quantile(milliseconds, share).toFixed(2)
  return `${kind}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`
}
