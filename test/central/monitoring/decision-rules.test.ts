import { expect, test } from 'vitest'
import { findingsOfDecision } from '#central/monitoring/decision-rules.ts'
import { isRaisedAt, raisingOf } from '#central/monitoring/raising.ts'
import { decideQuery } from '#central/queries/decide-query.ts'
import type { QueryFacts } from '#central/queries/query-facts.ts'
import { defaultMonitoring } from '#contract/policy-sections/monitoring.ts'
import { at, business, consent, good, policy, subject, user, volume } from '#test/central/queries/facts.ts'
import { inChinese } from '#test/support/explain.ts'

const atVolume = (change: Partial<QueryFacts['volume']>) => ({ volume: { ...volume, ...change } })
const inRow = (count: number) => atVolume({ intervalsSeconds: Array(count - 1).fill(8) })

/** One behaviour that triggers each rule, one just below it, and what the administrator reads. */
const rows: { rule: string; does: Partial<QueryFacts>; below: Partial<QueryFacts>; says: string }[] = [
  {
    rule: 'M01',
    does: { now: at('2026-11-25', '22:00') },
    below: { now: at('2026-11-25', '17:29') },
    says: '22:00 发起查询，工作时间为 08:30–17:30',
  },
  { rule: 'M02', does: { dayKind: 'rest' }, below: { dayKind: 'unknown' }, says: '2026-11-25 不是工作日，仍发起查询' },
  {
    rule: 'M03',
    does: atVolume({ lastMinute: 5 }),
    below: atVolume({ lastMinute: 4 }),
    says: '一分钟内已查 5 笔，仍继续查询',
  },
  { rule: 'M04', does: atVolume({ lastHour: 30 }), below: atVolume({ lastHour: 29 }), says: '一小时内已查 30 笔' },
  { rule: 'M05', does: atVolume({ today: 60 }), below: atVolume({ today: 59 }), says: '当日已查 60 笔，上限 60 笔' },
  {
    rule: 'M07',
    does: atVolume({ daysSinceLast: 60 }),
    below: atVolume({ daysSinceLast: 59 }),
    says: '60 天没有查询后再次查询，请确认是否本人、是否有业务需要',
  },
  {
    rule: 'M09',
    does: atVolume({ sameSubjectToday: 1 }),
    below: atVolume({ sameSubjectToday: 0 }),
    says: '当天再次查询同一主体（每日上限 1 次）',
  },
  {
    rule: 'M10',
    does: { business: null },
    below: { business },
    says: '业务系统没有编号 LA-2026-1，仍发起查询',
  },
  {
    rule: 'M11',
    does: { purpose: '01', business: { ...business, kind: 'contract', status: 'settled' } },
    below: { purpose: '01', business: { ...business, kind: 'contract' } },
    says: '业务 LA-2026-1 没有存续的贷款或担保，仍作贷后查询',
  },
  { rule: 'M12', does: { consent: null }, below: { consent }, says: '没有授权资料，仍发起查询' },
  {
    rule: 'M13',
    does: { consent: { ...consent, signedOn: '2026-08-26' } },
    below: { consent: { ...consent, signedOn: '2026-08-27' } },
    says: '授权于 2026-08-26 签署，已过 90 天首次使用期限',
  },
  {
    rule: 'M14',
    does: { consent: { ...consent, isForSubject: false } },
    below: { consent },
    says: '使用了另一位信息主体的授权资料',
  },
  {
    rule: 'M15',
    does: { consent: { ...consent, isScanReused: true } },
    below: { consent },
    says: '授权扫描件与另一位信息主体的完全相同',
  },
  {
    rule: 'M18',
    does: { business: { ...business, regionCode: '310101' } },
    below: { business: { ...business, regionCode: '320100' } },
    says: '业务 LA-2026-1 的经办机构在外省',
  },
  {
    rule: 'M19',
    does: { user: { ...user, status: 'suspended' } },
    below: { user },
    says: '用户未启用，仍发起查询',
  },
  { rule: 'M20', does: { subject: { ...subject, isSelf: true } }, below: { subject }, says: '用户查询本人' },
  { rule: 'M21', does: inRow(5), below: inRow(4), says: '连续 5 笔查询间隔异常均匀' },
  {
    rule: 'M22',
    does: atVolume({ today: 10, missesToday: 4 }),
    below: atVolume({ today: 10, missesToday: 3 }),
    says: '当日 10 笔中有 4 笔查无此人',
  },
]

test.each(rows)('$rule: $says', ({ rule, does, below, says }) => {
  const findings = findingsOfDecision(decideQuery({ ...good, ...does }, policy))
  expect(findings.map((finding) => [finding.rule, inChinese(finding)])).toEqual([[rule, says]])
  expect(findingsOfDecision(decideQuery({ ...good, ...below }, policy))).toEqual([])
})

test('a reason that was released is no finding', () => {
  const release = { isForThisQuery: true, rules: ['non-working-day' as const], grantedAt: good.now, isUsed: false }
  expect(findingsOfDecision(decideQuery({ ...good, dayKind: 'rest', release }, policy))).toEqual([])
})

test.each([
  { rule: 'M01', counts: [3] },
  { rule: 'M09', counts: [1] },
  { rule: 'M20', counts: [1, 2, 3, 4] },
] as const)('of four times on one day, $rule raises at $counts', ({ rule, counts }) => {
  const when = raisingOf(rule, defaultMonitoring)
  expect([1, 2, 3, 4].filter((count) => isRaisedAt(count, when, defaultMonitoring.patternFrom))).toEqual(counts)
})
