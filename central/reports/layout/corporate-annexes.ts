import * as codes from '#central/bureau/corporate-code-tables.ts'
import type { FinancialYear } from '#central/bureau/corporate-report.ts'
import type { BorrowingAccount, CorporateCredit } from '#central/bureau/corporate-report-credit.ts'
import { accountTitle } from './corporate-credit.ts'
import { sectionHeading, tableHeading } from './headings.ts'
import { type Block, stacked } from './page-block.ts'
import { alertCount, date, grouped, label, owedYuan, words, yuan } from './printed-values.ts'
import type { Part } from './report-part.ts'
import { type Cell, table } from './table.ts'

/** Part six and annex 2: three statements, the years side by side, the oldest first. */
export function financialParts(years: readonly FinancialYear[]): Part[] {
  if (years.length === 0) return []
  return [
    { title: '资产负债表', blocks: statementTable(years, balanceRows, 'balance') },
    { title: '利润表', blocks: statementTable(years, profitRows, 'profit') },
    { title: '现金流量表', blocks: statementTable(years, cashFlowRows, 'cashFlow') },
  ]
}

const balanceRows = {
  cash: '货币资金',
  receivables: '应收账款',
  inventories: '存货',
  otherCurrent: '其他流动资产',
  currentAssets: '流动资产合计',
  fixedAssets: '固定资产',
  otherAssets: '其他非流动资产',
  totalAssets: '资产总计',
  shortLoans: '短期借款',
  payables: '应付账款',
  otherCurrentLiabilities: '其他流动负债',
  currentLiabilities: '流动负债合计',
  longLoans: '长期借款',
  totalLiabilities: '负债合计',
  paidInCapital: '实收资本',
  retained: '留存收益',
  equity: '所有者权益合计',
} as const
const profitRows = {
  revenue: '营业收入',
  cost: '营业成本',
  expenses: '期间费用',
  operatingProfit: '营业利润',
  tax: '所得税费用',
  netProfit: '净利润',
} as const
const cashFlowRows = {
  operating: '经营活动产生的现金流量净额',
  investing: '投资活动产生的现金流量净额',
  financing: '筹资活动产生的现金流量净额',
  net: '现金及现金等价物净增加额',
} as const

function statementTable<Sheet extends 'balance' | 'profit' | 'cashFlow'>(
  years: readonly FinancialYear[],
  rows: Readonly<Record<keyof FinancialYear[Sheet] & string, string>>,
  sheet: Sheet,
): Block[] {
  const columns = [
    { title: '项目（万元）', weight: 2, align: 'start' as const },
    ...years.map(({ year, isAudited }) => ({ title: `${year} 年（${isAudited ? '已审计' : '未审计'}）` })),
  ]
  const lines = Object.entries<string>(rows).map(([item, name]): Cell[] => [
    name,
    ...years.map((year): Cell => amountCell(Number(Object(year[sheet])[item]), sheet)),
  ])
  return table(columns, lines)
}

/** Losses are red; cash that flows out is not one. */
function amountCell(amount: number, sheet: string): Cell {
  const isLoss = amount < 0 && sheet !== 'cashFlow'
  return { text: grouped(amount), align: 'end', tone: isLoss ? 'alert' : 'ink' }
}

/** Annex 1: every reported state of every account, newest first. */
export function historyAnnex({ collections, borrowings }: CorporateCredit): Block[] {
  const groups = [
    ...numbered('被追偿业务', collections),
    ...(Object.keys(codes.borrowingKinds) as codes.BorrowingKind[]).flatMap((kind) =>
      (['1', '2'] as const).flatMap((activity) =>
        numbered(
          `${activity === '1' ? '未结清' : '已结清'}${codes.borrowingKinds[kind]}`,
          borrowings.filter((account) => account.kind === kind && account.activity === activity),
        ),
      ),
    ),
  ]
  if (groups.length === 0) return []
  return [sectionHeading('附件 1　信用记录补充信息'), ...groups]
}

function numbered(group: string, accounts: readonly BorrowingAccount[]): Block[] {
  return accounts.flatMap((account, index) =>
    performanceTable(`${group}　${accountTitle(account, index + 1)}`, account),
  )
}

function performanceTable(title: string, { performance }: BorrowingAccount): Block[] {
  const columns = [
    '报告日期',
    '余额',
    '五级分类',
    '最近实际还款日期',
    '实际还款金额',
    '还款形式',
    '应还总额',
    '逾期总额',
    '逾期本金',
    '逾期月数',
    '剩余还款月数',
  ]
  const rows = performance.map((state): Cell[] => [
    date(state.reportedOn),
    yuan(state.balanceWan),
    state.classification === '1' ? '正常' : { text: label(codes.fiveClasses, state.classification), tone: 'alert' },
    date(state.paidOn),
    yuan(state.paidWan),
    label(codes.repaymentForms, state.form),
    yuan(state.dueWan),
    owedYuan(state.overdueWan),
    owedYuan(state.overduePrincipalWan),
    alertCount(state.overdueMonths),
    words(state.monthsLeft),
  ])
  const heading = tableHeading(title)
  const again = tableHeading(`${title}（续）`)
  const [head, ...body] = table(
    columns.map((name) => ({ title: name })),
    rows,
  )
  const continued = body.map((row) => ({ ...row, head: row.head ? stacked(again, row.head) : again }))
  return head ? [heading, head, ...continued] : []
}
