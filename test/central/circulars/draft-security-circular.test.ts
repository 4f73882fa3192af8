import { expect, test } from 'vitest'
import { securityCircularOf } from '#central/circulars/draft-security-circular.ts'
import { whatIsMissing } from '#central/circulars/what-is-missing.ts'

const figures = {
  queries: { asked: 200, answered: 150, blocked: 13 },
  blocks: { 'a-rule-of-tomorrow': 5, 'non-working-hours': 8 },
  releases: { granted: 4, refused: 1 },
  incidents: { raised: 6, 'high-risk': 1, confirmed: 2 },
  deductions: { entries: 2, points: 13 },
  suspensions: { begun: 1 },
  disputes: { received: 3, overdue: 1 },
}

test('the draft says the figures in sentences, the most frequent rule first and by its name', () => {
  const { title, body } = securityCircularOf({ month: '2026-10', institution: '示范银行总行', figures })
  expect(title).toBe('示范银行总行 2026 年 10 月征信安全通报')
  expect(body).toContain('共发起查询 200 笔，返回报告 150 笔，阻断 13 笔，占 6.5%')
  expect(body).toContain('- 非工作时间查询：8 笔\n- a-rule-of-tomorrow：5 笔')
  expect(body).toContain('扣分 2 人次、共 13 分；停用用户 1 人次')
  expect(body).toContain('受理异议 3 件，答复 0 件，逾期 1 件')
})

test('a month without a query says so and divides nothing by zero', () => {
  const { body } = securityCircularOf({ month: '2026-02', institution: '总行', figures: {} })
  expect(body).toContain('阻断 0 笔，占 0%')
  expect(body).toContain('本月没有被阻断的查询。')
})

const draft = {
  title: '关于加强管理的通报',
  body: '请各机构认真落实各项要求。',
  targets: ['100000'],
  audience: [],
  dueOn: null,
}
test.each([
  { why: 'nobody is to read it', change: {}, missing: ['audience'] },
  {
    why: 'its text is too short',
    change: { audience: ['approver' as const], body: '请认真落实。' },
    missing: ['body'],
  },
  {
    why: 'its day has gone by',
    change: { audience: ['approver' as const], dueOn: '2026-11-24' },
    missing: ['dueOn'],
  },
  {
    why: 'blanks are no title',
    change: { audience: ['approver' as const], title: '   ', targets: [] },
    missing: ['title', 'targets'],
  },
])('$why: $missing', ({ change, missing }) => {
  expect(whatIsMissing({ ...draft, ...change }, '2026-11-25')).toEqual(missing)
})
