import { newEnforcer, newModelFromString } from 'casbin'
import { Engine } from 'json-rules-engine'
import { decideQuery } from '#central/queries/decide-query.ts'
import { QueryFacts } from '#central/queries/query-facts.ts'
import { defaultPolicyBody, type Policy } from '#contract/policy.ts'
import { median, type Row } from '#test/bench/harness.ts'
import { good } from '#test/central/queries/facts.ts'

const policy: Policy = { version: 1, effectiveFrom: '2026-01-01T00:00:00.000Z', body: defaultPolicyBody }
/** Nothing stands against it, so that every rule is looked at. */
const facts = QueryFacts.parse(good)

/** The same twelve questions for the other two; what they have no words for is left out, which favours them. */
const peerFacts = {
  status: facts.user.status,
  grade: facts.user.grade,
  purposeGranted: facts.user.purposes.includes(facts.purpose),
  businessOpen: facts.business?.status === 'open',
  party: facts.business?.isSubjectParty === true,
  sameProvince: true,
  consentThere: facts.consent !== null,
  consentSubject: facts.consent?.isForSubject === true,
  consentReused: facts.consent?.isScanReused === true,
  today: facts.volume.today,
  lastMinute: facts.volume.lastMinute,
  hour: 10,
}

/** One decision over facts that are there, without database or network. */
export const decisionInMemory: Row = {
  name: 'decision-in-memory',
  unit: 'µs/decision',
  against: 'json-rules-engine with twelve of the rules; casbin stands in the notes',
  reach: 1,
  better: 'lower',
  rounds: { full: 9, quick: 3 },
  async prepare({ isQuick }) {
    const times = isQuick ? 500 : 5000
    const engine = rulesEngine()
    const enforcer = await casbin()
    const casbinTimes: number[] = []
    return {
      async ours() {
        casbinTimes.push(
          await perCall(times / 10, async () => void (await enforcer.enforce(peerFacts, 'query', 'ask'))),
        )
        return perCall(times, () => {
          if (decideQuery(facts, policy).outcome !== 'allowed') throw new Error('The query is not allowed.')
        })
      },
      reference: () =>
        perCall(times / 10, async () => {
          const { events } = await engine.run(peerFacts)
          if (events.length > 0) throw new Error('The other engine blocks the query.')
        }),
      notes: () => [`casbin: ${median(casbinTimes).toFixed(1)} µs/decision`],
      end: async () => void engine.stop(),
    }
  },
}

async function perCall(times: number, work: () => unknown): Promise<number> {
  const from = performance.now()
  for (let time = 0; time < times; time += 1) await work()
  return ((performance.now() - from) * 1000) / times
}

function rulesEngine(): Engine {
  const engine = new Engine()
  const blocks: [string, string, unknown][] = [
    ['status', 'notEqual', 'active'],
    ['grade', 'equal', 'C'],
    ['purposeGranted', 'equal', false],
    ['businessOpen', 'equal', false],
    ['party', 'equal', false],
    ['sameProvince', 'equal', false],
    ['consentThere', 'equal', false],
    ['consentSubject', 'equal', false],
    ['consentReused', 'equal', true],
    ['today', 'greaterThanInclusive', 60],
    ['lastMinute', 'greaterThanInclusive', 5],
    ['hour', 'lessThan', 8],
  ]
  for (const [fact, operator, value] of blocks)
    engine.addRule({ conditions: { all: [{ fact, operator, value }] }, event: { type: `${fact} blocks` } })
  return engine
}

function casbin() {
  const model = newModelFromString(`
[request_definition]
r = sub, obj, act
[policy_definition]
p = obj, act
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.obj == p.obj && r.act == p.act && r.sub.status == 'active' && r.sub.grade != 'C' && r.sub.purposeGranted && r.sub.businessOpen && r.sub.party && r.sub.sameProvince && r.sub.consentThere && r.sub.consentSubject && !r.sub.consentReused && r.sub.today < 60 && r.sub.lastMinute < 5 && r.sub.hour >= 8
`)
  return newEnforcer(model).then(async (enforcer) => {
    await enforcer.addPolicy('query', 'ask')
    return enforcer
  })
}
