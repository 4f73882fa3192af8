import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { countedRules } from '#central/monitoring/all-rules.ts'
import type { CountedRule } from '#central/monitoring/finding.ts'
import { quotaRule, repeatedSubjectsRule } from '#central/monitoring/institution-rules.ts'
import {
  leavingRule,
  lowUseRule,
  noRecordRule,
  purposeDriftRule,
  restartedRule,
  viewedOftenRule,
} from '#central/monitoring/officer-rules.ts'
import { ownReleaseRule, quickReleaseRule, releasePairRule } from '#central/monitoring/release-rules.ts'
import { defaultMonitoring, MonitoringLimits } from '#contract/policy-sections/monitoring.ts'
import { inChinese } from '#test/support/explain.ts'

const drift = { purpose: '02', queries: 30, peers: 12, peersMean: 0.2, peersDeviation: 0.1 }
const pair = { approver: 'E30001', otherApprovers: 2 }
const record = { askedOn: '2026-10-26', days: 30, application: 'open', hasContract: false }

/** `triggers` is at the limit, `below` just does not reach it. */
const cases: { rule: CountedRule<never>; why: string; triggers: object; below: object; says: string }[] = [
  {
    rule: quotaRule,
    why: 'M06: nine tenths of the quota',
    triggers: { month: '2026-11', asked: 4500 },
    below: { month: '2026-11', asked: 4499 },
    says: '2026-11 已查 4500 笔，额度 5000 笔',
  },
  {
    rule: quotaRule,
    why: 'M06: more than the quota',
    triggers: { month: '2026-11', asked: 5001 },
    below: { month: '2026-11', asked: 0 },
    says: '2026-11 已查 5001 笔，超过额度 5000 笔',
  },
  {
    rule: restartedRule,
    why: 'M08: active after a suspension',
    triggers: { before: 'suspended', after: 'active' },
    below: { before: 'active', after: 'active' },
    says: '曾经停用的用户恢复使用，请确认手续齐全',
  },
  {
    rule: repeatedSubjectsRule,
    why: 'M09: more than a tenth of the subjects repeatedly',
    triggers: { subjects: 100, repeated: 11 },
    below: { subjects: 100, repeated: 10 },
    says: '三十天内 100 个主体中有 11 个被重复查询（11%）',
  },
  {
    rule: repeatedSubjectsRule,
    why: 'M09: enough subjects to speak of a share',
    triggers: { subjects: 20, repeated: 3 },
    below: { subjects: 19, repeated: 19 },
    says: '三十天内 20 个主体中有 3 个被重复查询（15%）',
  },
  {
    rule: noRecordRule,
    why: 'M10: no record after thirty days',
    triggers: record,
    below: { ...record, days: 29 },
    says: '2026-10-26 的贷款或信用卡审批查询，30 天后仍没有业务记录',
  },
  {
    rule: noRecordRule,
    why: 'M10: an application that was turned down explains itself',
    triggers: { ...record, application: 'unknown' },
    below: { ...record, application: 'withdrawn' },
    says: '2026-10-26 的贷款或信用卡审批查询，30 天后仍没有业务记录',
  },
  {
    rule: purposeDriftRule,
    why: 'M23: above three standard deviations',
    triggers: { ...drift, share: 0.58 },
    below: { ...drift, share: 0.57 },
    says: '查询原因 02 占比 58%，同类用户平均 20%',
  },
  {
    rule: purposeDriftRule,
    why: 'M23: from thirty queries on',
    triggers: { ...drift, share: 0.9 },
    below: { ...drift, share: 0.9, queries: 29 },
    says: '查询原因 02 占比 90%，同类用户平均 20%',
  },
  {
    rule: lowUseRule,
    why: 'M24: fewer than twenty a working day',
    triggers: { queries: 2479, workingDays: 124 },
    below: { queries: 2480, workingDays: 124 },
    says: '近 6 个月日均查询 20 笔',
  },
  {
    rule: viewedOftenRule,
    why: 'M25: a fourth view on one day',
    triggers: { day: '2026-11-25', views: 4 },
    below: { day: '2026-11-25', views: 3 },
    says: '2026-11-25 同一报告打开 4 次',
  },
  {
    rule: leavingRule,
    why: 'M27: more than twice as much before leaving',
    triggers: { leftOn: '2026-11-25', recent: 41, before: 20 },
    below: { leftOn: '2026-11-25', recent: 40, before: 20 },
    says: '2026-11-25 离岗前 30 天查询 41 笔，此前同样天数 20 笔',
  },
  {
    rule: releasePairRule,
    why: 'M28: more than eight tenths by one approver',
    triggers: { ...pair, released: 10, byOne: 9 },
    below: { ...pair, released: 10, byOne: 8 },
    says: '三十天内 10 次放行中有 9 次由 E30001 作出（90%）',
  },
  {
    rule: releasePairRule,
    why: 'M28: where others could have released',
    triggers: { ...pair, released: 8, byOne: 8 },
    below: { ...pair, released: 50, byOne: 50, otherApprovers: 0 },
    says: '三十天内 8 次放行中有 8 次由 E30001 作出（100%）',
  },
  {
    rule: quickReleaseRule,
    why: 'M28: within five seconds',
    triggers: { seconds: 4.9, approver: 'E30001' },
    below: { seconds: 5, approver: 'E30001' },
    says: 'E30001 在 4 秒内放行',
  },
  {
    rule: ownReleaseRule,
    why: 'M28: of one’s own query',
    triggers: { officer: 'E10017', approver: 'E10017' },
    below: { officer: 'E10017', approver: 'E30001' },
    says: 'E10017 放行了本人的查询',
  },
] as unknown as typeof cases

const { limits } = defaultMonitoring

test.each(cases)('$why is found, what is just below is not', ({ rule, triggers, below, says, why }) => {
  const [facts, belowFacts] = [rule.facts as z.ZodType, rule.facts as z.ZodType].map((schema, at) =>
    schema.parse(at === 0 ? triggers : below),
  ) as [never, never]
  const finding = rule.judge(facts, limits)
  if (!finding) throw new Error('Nothing was found.')
  expect(finding.rule).toBe(why.slice(0, 3))
  expect(inChinese(finding)).toBe(says)
  expect(rule.judge(belowFacts, limits)).toBeUndefined()
})

test('every counted rule has a row', () => {
  expect(countedRules.filter((rule) => !cases.some((one) => (one.rule as unknown) === rule))).toEqual([])
})

test.each(countedRules.map((rule) => ({ rule, id: rule.rule })))(
  '$id never throws, whatever its schema allows',
  ({ rule }) => {
    const arbitrary = fc.tuple(valuesOf(rule.facts), valuesOf(MonitoringLimits))
    fc.assert(
      fc.property(arbitrary, ([facts, someLimits]) => {
        const finding = rule.judge(rule.facts.parse(facts), MonitoringLimits.parse(someLimits))
        expect(finding === undefined || finding.rule === rule.rule).toBe(true)
      }),
      { numRuns: 300 },
    )
  },
)

/** Anything the schema allows, from its JSON Schema. */
function valuesOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  return fromJsonSchema(z.toJSONSchema(schema) as JsonSchema)
}

interface JsonSchema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly maxLength?: number
}

function fromJsonSchema(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, of]) => [key, fromJsonSchema(of)])),
      )
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: leastInteger(schema), max: Math.min(schema.maximum ?? 1e9, 1e9) })
    case 'number':
      return fc.double({
        min: (schema.minimum ?? schema.exclusiveMinimum ?? 0) + 1e-6,
        max: schema.maximum ?? 1e9,
        noNaN: true,
      })
    default:
      return textsOf(schema)
  }
}

function leastInteger({ minimum, exclusiveMinimum }: JsonSchema): number {
  return exclusiveMinimum === undefined ? (minimum ?? 0) : exclusiveMinimum + 1
}

function textsOf({ format, pattern, maxLength }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date')
    return fc
      .date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2099-12-31') })
      .map((date) => date.toISOString().slice(0, 10))
  return pattern ? fc.stringMatching(new RegExp(pattern)) : fc.string({ maxLength: maxLength ?? 20 })
}
