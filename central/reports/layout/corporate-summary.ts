import * as codes from '#central/bureau/corporate-code-tables.ts'
import type { ByClass, CorporateSummary } from '#central/bureau/corporate-report-summary.ts'
import { tableHeading } from './headings.ts'
import type { Block } from './page-block.ts'
import { alertCount, date, owedYuan, words, yuan } from './printed-values.ts'
import type { Part } from './report-part.ts'
import { band, type Cell, table } from './table.ts'
import { tablePart } from './table-part.ts'

/** Part two: overview, borrowing, history, guarantees, limits, liability for others. */
export function corporateSummaryParts(summary: CorporateSummary): Part[] {
  return [
    { title: '信贷交易概要', blocks: overviewBlocks(summary) },
    { title: '未结清信贷及授信信息概要', blocks: openBlocks(summary) },
    { title: '已结清信贷信息概要', blocks: matrixTable(codes.borrowingKinds, summary.settled) },
    historyPart(summary.history),
    {
      title: '担保交易信息概要',
      blocks: [
        tableHeading('未结清担保交易'),
        ...matrixTable(codes.guaranteeKinds, summary.guarantees.open),
        tableHeading('已结清担保交易'),
        ...matrixTable(codes.guaranteeKinds, summary.guarantees.settled),
      ],
    },
    limitsPart(summary.agreements),
    tablePart(
      '相关还款责任信息概要',
      [{ title: '责任类型' }, { title: '账户数' }, { title: '余额（万元）' }],
      [
        ['借贷交易', words(summary.liabilities.borrowing.accounts), yuan(summary.liabilities.borrowing.balanceWan)],
        ['担保交易', words(summary.liabilities.guarantee.accounts), yuan(summary.liabilities.guarantee.balanceWan)],
      ],
    ),
  ]
}

function overviewBlocks({ overview, records }: CorporateSummary): Block[] {
  return [
    band([
      { label: '首次有信贷交易的年份', value: words(overview.firstCreditYear) },
      { label: '首次有相关还款责任的年份', value: words(overview.firstLiabilityYear) },
      { label: '发生信贷交易的机构数', value: words(overview.institutions) },
      { label: '当前有未结清信贷交易的机构数', value: words(overview.openInstitutions) },
    ]),
    band([
      { label: '借贷交易余额', value: yuan(overview.borrowingWan) },
      { label: '其中：关注类余额', value: owedYuan(overview.attentionWan) },
      { label: '其中：不良类余额', value: owedYuan(overview.badWan) },
      { label: '被追偿余额', value: owedYuan(overview.recoveredWan) },
      { label: '担保交易余额', value: yuan(overview.guaranteeWan) },
      { label: '其中：关注类', value: owedYuan(overview.guaranteeAttentionWan) },
      { label: '其中：不良类', value: owedYuan(overview.guaranteeBadWan) },
    ]),
    band([
      { label: '非信贷交易账户数', value: words(records.nonCredit) },
      { label: '欠税记录条数', value: alertCount(records.taxArrears) },
      { label: '民事判决记录条数', value: alertCount(records.judgments) },
      { label: '强制执行记录条数', value: alertCount(records.enforcements) },
      { label: '行政处罚记录条数', value: alertCount(records.penalties) },
    ]),
  ]
}

function openBlocks({ open: { disposals, advances, overdue, matrix } }: CorporateSummary): Block[] {
  return [
    band([
      { label: '资产处置账户数', value: alertCount(disposals.accounts) },
      { label: '余额', value: owedYuan(disposals.balanceWan) },
      { label: '最近一次处置日期', value: date(disposals.lastOn) },
      { label: '垫款账户数', value: alertCount(advances.accounts) },
      { label: '余额', value: owedYuan(advances.balanceWan) },
      { label: '最近一次还款日期', value: date(advances.lastOn) },
    ]),
    band([
      { label: '逾期总额', value: owedYuan(overdue.totalWan) },
      { label: '逾期本金', value: owedYuan(overdue.principalWan) },
      { label: '逾期利息及其他', value: owedYuan(overdue.interestWan) },
    ]),
    tableHeading('未结清借贷交易'),
    ...matrixTable(codes.borrowingKinds, matrix),
  ]
}

/** Kinds of business down, classes across; each class with its accounts and its balance. */
function matrixTable<Kind extends string>(
  kinds: Readonly<Record<Kind, string>>,
  rows: Readonly<Record<NoInfer<Kind> | 'total', ByClass>>,
): Block[] {
  const columns = [
    { title: '业务类型', weight: 1.5 },
    ...['正常类', '关注类', '不良类', '合计'].flatMap((title) => [
      { title: `${title}账户数` },
      { title: `${title}余额`, weight: 1.1 },
    ]),
  ]
  const named = [...Object.entries<string>(kinds), ['total', '合计'] as const]
  return table(
    columns,
    named.map(([kind, name]) => [name, ...classCells(rows[kind as Kind | 'total'])]),
  )
}

function classCells({ normal, attention, bad, total }: ByClass): Cell[] {
  return [
    words(normal.accounts),
    yuan(normal.balanceWan),
    alertCount(attention.accounts),
    owedYuan(attention.balanceWan),
    alertCount(bad.accounts),
    owedYuan(bad.balanceWan),
    words(total.accounts),
    yuan(total.balanceWan),
  ]
}

function historyPart(history: CorporateSummary['history']): Part {
  return tablePart(
    '负债历史',
    [
      { title: '月份' },
      ...['全部负债', '关注类负债', '不良类负债', '逾期'].flatMap((title) => [
        { title: `${title}账户数` },
        { title: title === '逾期' ? '逾期总额' : `${title}余额`, weight: 1.2 },
      ]),
    ],
    history.map(({ month, all, attention, bad, overdue }) => [
      date(month),
      words(all.accounts),
      yuan(all.balanceWan),
      alertCount(attention.accounts),
      owedYuan(attention.balanceWan),
      alertCount(bad.accounts),
      owedYuan(bad.balanceWan),
      alertCount(overdue.accounts),
      owedYuan(overdue.balanceWan),
    ]),
  )
}

function limitsPart({ nonRevolving, revolving }: CorporateSummary['agreements']): Part {
  const row = (name: string, { limitWan, usedWan, leftWan }: CorporateSummary['agreements']['revolving']): Cell[] => [
    name,
    yuan(limitWan),
    yuan(usedWan),
    yuan(leftWan),
  ]
  return tablePart(
    '授信协议信息概要',
    [{ title: '额度类型' }, { title: '额度合计' }, { title: '已用额度' }, { title: '剩余可用额度' }],
    [row('非循环信用额度', nonRevolving), row('循环信用额度', revolving)],
  )
}
