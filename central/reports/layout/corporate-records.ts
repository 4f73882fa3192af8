import * as codes from '#central/bureau/corporate-code-tables.ts'
import type { CorporateReport } from '#central/bureau/corporate-report.ts'
import type { Block } from './page-block.ts'
import { date, label, owedYuan, words, yuan } from './printed-values.ts'
import type { Part } from './report-part.ts'
import { band, type Cell, wideRow } from './table.ts'
import { tablePart } from './table-part.ts'

/** Part four: utilities. */
export function corporateNonCreditParts(accounts: CorporateReport['nonCredit']): Part[] {
  const blocks = accounts.flatMap((account): Block[] => [
    band([
      { label: '机构名称', value: account.institution, weight: 2 },
      { label: '业务类型', value: account.business },
      { label: '缴费状态', value: account.state === '正常' ? account.state : { text: account.state, tone: 'alert' } },
      { label: '欠费金额', value: owedYuan(account.owedWan) },
      { label: '记账年月', value: date(account.accountingMonth) },
    ]),
    wideRow(`最近24个月缴费记录（自左至右由远及近，N 正常，1 欠费）：${[...account.payments].join(' ')}`),
  ])
  return [{ title: '公用事业缴费记录', blocks }]
}

/** Part five; each kind of record is a table of its own. */
export function corporatePublicParts(records: CorporateReport['records']): Part[] {
  return [
    tablePart(
      '欠税记录',
      [{ title: '主管税务机关', weight: 2 }, { title: '欠税总额' }, { title: '统计日期' }],
      records.taxArrears.map(({ authority, owedWan, countedOn }) => [authority, owedYuan(owedWan), date(countedOn)]),
    ),
    tablePart(
      '民事判决记录',
      [
        { title: '立案法院', weight: 1.8 },
        { title: '案由', weight: 1.6 },
        { title: '立案日期' },
        { title: '诉讼地位' },
        { title: '结案方式' },
        { title: '诉讼标的金额', weight: 1.1 },
      ],
      records.judgments.map((one) => [
        one.court,
        one.cause,
        date(one.filedOn),
        one.role,
        one.closing,
        owedYuan(one.claimWan),
      ]),
    ),
    tablePart(
      '强制执行记录',
      [
        { title: '执行法院', weight: 1.8 },
        { title: '执行案由', weight: 1.6 },
        { title: '立案日期' },
        { title: '案件状态' },
        { title: '申请执行标的金额', weight: 1.1 },
        { title: '已执行标的金额', weight: 1.1 },
      ],
      records.enforcements.map((one): Cell[] => [
        one.court,
        one.cause,
        date(one.filedOn),
        one.state,
        owedYuan(one.claimWan),
        yuan(one.enforcedWan),
      ]),
    ),
    tablePart(
      '行政处罚记录',
      [
        { title: '处罚机构', weight: 1.6 },
        { title: '处罚内容', weight: 3 },
        { title: '处罚金额' },
        { title: '生效日期' },
      ],
      records.penalties.map(({ authority, content, fineWan, on }) => [authority, content, owedYuan(fineWan), date(on)]),
    ),
    tablePart(
      '住房公积金参缴记录',
      [{ title: '初缴年月' }, { title: '缴至年月' }, { title: '职工人数' }, { title: '缴费状态' }],
      records.housingFund.map(({ joinedMonth, paidUntil, employees, state }) => [
        date(joinedMonth),
        date(paidUntil),
        words(employees),
        state,
      ]),
    ),
    tablePart(
      '许可、认证、资质及奖励记录',
      [
        { title: '类别' },
        { title: '部门名称', weight: 1.8 },
        { title: '内容', weight: 2.4 },
        { title: '生效日期' },
        { title: '截止日期' },
      ],
      records.licences.map(({ kind, authority, content, from, until }) => [
        label(codes.licenceKinds, kind),
        authority,
        content,
        date(from),
        date(until),
      ]),
    ),
  ]
}

/** Part seven. */
export function ratingParts(ratings: CorporateReport['ratings']): Part[] {
  return [
    tablePart(
      '评级信息',
      [{ title: '评级机构', weight: 2 }, { title: '评级结果' }, { title: '评级日期' }, { title: '评级展望' }],
      ratings.map(({ agency, grade, on, outlook }) => [agency, grade, date(on), label(codes.ratingOutlooks, outlook)]),
    ),
  ]
}

/** Part eight. */
export function corporateStatementParts(statements: CorporateReport['statements']): Part[] {
  return [
    tablePart(
      '声明及异议标注信息',
      [
        { title: '对象', weight: 1.2 },
        { title: '类型' },
        { title: '内容', weight: 4, align: 'start' },
        { title: '添加日期' },
      ],
      statements.map(({ about, kind, text, on }): Cell[] => [
        about,
        { text: kind, tone: kind === '异议标注' ? 'alert' : 'ink' },
        text,
        date(on),
      ]),
    ),
  ]
}
