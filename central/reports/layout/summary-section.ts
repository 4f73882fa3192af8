import * as codes from '#central/bureau/code-tables.ts'
import * as credit from '#central/bureau/credit-code-tables.ts'
import type { ReportSummary } from '#central/bureau/personal-report-summary.ts'
import { paragraph, tableHeading } from './headings.ts'
import type { Block } from './page-block.ts'
import { alertCount, date, label, monthInWords, owedYuan, yuan } from './printed-values.ts'
import type { Part } from './report-part.ts'
import { band, caption, table } from './table.ts'

/** Part two: what a loan officer reads first. */
export function summaryParts(summary: ReportSummary): Part[] {
  return [
    { title: '数字解读', blocks: scoreBlocks(summary.score) },
    { title: '信贷交易信息提示', blocks: accountHints(summary.accounts) },
    { title: '信贷交易违约信息概要', blocks: defaultBlocks(summary.defaults) },
    { title: '信贷交易授信及负债信息概要', blocks: debtBlocks(summary) },
    { title: '非信贷交易信息概要', blocks: arrearsBlocks(summary.arrears) },
    { title: '公共信息概要', blocks: publicBlocks(summary.publicRecords) },
    { title: '查询记录概要', blocks: queryBlocks(summary.queries) },
  ]
}

function scoreBlocks(score: ReportSummary['score']): Block[] {
  const factors =
    score?.factors.map((factor, index) => `${index + 1}. ${factor}`).join('　') ?? '信贷记录不足，无法计算'
  return [
    band([
      { label: '数字解读', value: score === null ? '--' : String(score.points) },
      { label: '相对位置', value: score?.rank ?? '--' },
      { label: '说明', value: factors, weight: 4 },
    ]),
  ]
}

function accountHints(groups: ReportSummary['accounts']): Block[] {
  if (groups.length === 0) return paragraph('系统中没有该信息主体的信贷账户。')
  const total = groups.reduce((sum, { accounts }) => sum + accounts, 0)
  const columns = [
    { title: '业务大类' },
    { title: '业务类型', weight: 2.2 },
    { title: '账户数' },
    { title: '首笔业务发放月份', weight: 1.4 },
  ]
  const rows = groups.map(({ mainClass, group, accounts, firstMonth }) => [
    label(credit.businessClasses, mainClass),
    label(credit.businessGroups, group),
    String(accounts),
    monthInWords(firstMonth),
  ])
  return table(columns, [...rows, ['合计', '--', String(total), '--']])
}

function defaultBlocks({ recovered, badDebt, overdue }: ReportSummary['defaults']): Block[] {
  const recovery = recovered.map(({ kind, accounts, balanceYuan }) => [
    label(credit.recoveryKinds, kind),
    alertCount(accounts),
    owedYuan(balanceYuan),
  ])
  const months = overdue.map((group) => [
    label(credit.overdueGroups, group.group),
    String(group.accounts),
    alertCount(group.months),
    owedYuan(group.highestMonthYuan),
    alertCount(group.longestMonths),
  ])
  return [
    ...(recovery.length === 0
      ? []
      : [
          tableHeading('被追偿信息汇总'),
          ...table([{ title: '业务类型', weight: 2 }, { title: '账户数' }, { title: '余额' }], recovery),
        ]),
    ...(badDebt.accounts === 0
      ? []
      : [
          tableHeading('呆账信息汇总'),
          band([
            { label: '账户数', value: alertCount(badDebt.accounts) },
            { label: '余额', value: owedYuan(badDebt.balanceYuan) },
          ]),
        ]),
    ...(months.length === 0
      ? []
      : [
          tableHeading('逾期（透支）信息汇总'),
          ...table(
            [
              { title: '账户类型', weight: 1.6 },
              { title: '账户数' },
              { title: '月份数' },
              { title: '单月最高逾期（透支）总额', weight: 1.4 },
              { title: '最长逾期（透支）月数', weight: 1.2 },
            ],
            months,
          ),
        ]),
    ...(recovery.length + badDebt.accounts + months.length === 0 ? paragraph('最近 5 年内没有违约记录。') : []),
  ]
}

const loanGroups = [
  ['非循环贷账户信息汇总', 'loans'],
  ['循环额度下分账户信息汇总', 'revolvingSubAccounts'],
  ['循环贷账户信息汇总', 'revolvingLoans'],
] as const
const cardGroups = [
  ['贷记卡账户信息汇总', 'cards', '已用额度', '最近6个月平均使用额度'],
  ['准贷记卡账户信息汇总', 'quasiCards', '透支余额', '最近6个月平均透支余额'],
] as const

function debtBlocks(summary: ReportSummary): Block[] {
  const loans = loanGroups.flatMap(([title, group]) =>
    summary[group].accounts === 0 ? [] : [tableHeading(title), loanBand(summary[group])],
  )
  const cards = cardGroups.flatMap(([title, group, used, average]) =>
    summary[group].accounts === 0 ? [] : [tableHeading(title), cardBand(summary[group], [used, average])],
  )
  const liabilities =
    summary.liabilities.length === 0
      ? []
      : [tableHeading('相关还款责任信息汇总'), ...liabilityTable(summary.liabilities)]
  const all = [...loans, ...cards, ...liabilities]
  return all.length === 0 ? paragraph('系统中没有未结清的信贷账户，也没有相关还款责任。') : all
}

function loanBand(debt: ReportSummary['loans']): Block {
  return band([
    { label: '管理机构数', value: String(debt.institutions) },
    { label: '账户数', value: String(debt.accounts) },
    { label: '授信总额', value: yuan(debt.grantedYuan) },
    { label: '余额', value: yuan(debt.balanceYuan) },
    { label: '最近6个月平均应还款', value: yuan(debt.averageDue6MonthsYuan) },
  ])
}

function cardBand(debt: ReportSummary['cards'], [used, average]: readonly [string, string]): Block {
  return band([
    { label: '发卡机构数', value: String(debt.institutions) },
    { label: '账户数', value: String(debt.accounts) },
    { label: '授信总额', value: yuan(debt.grantedYuan) },
    { label: '单家机构最高授信额', value: yuan(debt.highestGrantYuan) },
    { label: '单家机构最低授信额', value: yuan(debt.lowestGrantYuan) },
    { label: used, value: yuan(debt.usedYuan) },
    { label: average, value: yuan(debt.averageUsed6MonthsYuan) },
  ])
}

function liabilityTable(liabilities: ReportSummary['liabilities']): Block[] {
  return table(
    [
      { title: '主借款人身份类别' },
      { title: '责任类型' },
      { title: '账户数' },
      { title: '还款责任金额' },
      { title: '余额' },
    ],
    liabilities.map(({ borrower, kind, accounts, liableYuan, balanceYuan }) => [
      label(credit.borrowerKinds, borrower),
      label(credit.liabilityKinds, kind),
      String(accounts),
      yuan(liableYuan),
      yuan(balanceYuan),
    ]),
  )
}

function arrearsBlocks(arrears: ReportSummary['arrears']): Block[] {
  const rows = arrears.map(({ kind, accounts, owedYuan: owed }) => [
    label(credit.nonCreditKinds, kind),
    alertCount(accounts),
    owedYuan(owed),
  ])
  return rows.length === 0
    ? []
    : table([{ title: '后付费业务类型' }, { title: '欠费账户数' }, { title: '欠费金额' }], rows)
}

function publicBlocks(records: ReportSummary['publicRecords']): Block[] {
  const rows = records.map(({ kind, records: count, amountYuan }) => [
    label(credit.publicRecordKinds, kind),
    alertCount(count),
    owedYuan(amountYuan),
  ])
  return rows.length === 0 ? [] : table([{ title: '信息类型' }, { title: '记录数' }, { title: '涉及金额' }], rows)
}

function queryBlocks({ previous, lastMonth, lastTwoYears }: ReportSummary['queries']): Block[] {
  return [
    band([
      { label: '上一次查询日期', value: date(previous?.on ?? null) },
      { label: '查询机构类型', value: label(codes.institutionTypes, previous?.institutionType ?? null) },
      { label: '查询机构', value: previous?.institution ?? '--', weight: 2 },
      { label: '查询原因', value: label(codes.queryReasons, previous?.reason ?? null), weight: 1.4 },
    ]),
    caption('最近 1 个月内'),
    band([
      { label: '查询机构数（贷款审批）', value: String(lastMonth.loanInstitutions) },
      { label: '查询机构数（信用卡审批）', value: String(lastMonth.cardInstitutions) },
      { label: '查询次数（贷款审批）', value: String(lastMonth.loanQueries) },
      { label: '查询次数（信用卡审批）', value: String(lastMonth.cardQueries) },
      { label: '查询次数（本人查询）', value: String(lastMonth.selfQueries) },
    ]),
    caption('最近 2 年内'),
    band([
      { label: '查询次数（贷后管理）', value: String(lastTwoYears.postLoan) },
      { label: '查询次数（担保资格审查）', value: String(lastTwoYears.guarantor) },
      { label: '查询次数（特约商户实名审查）', value: String(lastTwoYears.merchant) },
    ]),
  ]
}
