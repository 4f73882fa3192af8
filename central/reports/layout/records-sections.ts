import * as codes from '#central/bureau/code-tables.ts'
import * as credit from '#central/bureau/credit-code-tables.ts'
import type {
  NonCreditAccount,
  PublicRecords,
  QueryRecord,
  Statement,
} from '#central/bureau/personal-report-records.ts'
import type { Block } from './page-block.ts'
import { date, label, owedYuan, words, yuan } from './printed-values.ts'
import type { Part } from './report-part.ts'
import { band, type Cell, wideRow } from './table.ts'
import { tablePart } from './table-part.ts'

/** Part four: telecom and utilities. */
export function nonCreditParts(accounts: readonly NonCreditAccount[]): Part[] {
  const blocks = accounts.flatMap((account) => [
    band([
      { label: '账户类型', value: label(credit.nonCreditKinds, account.kind) },
      { label: '机构名称', value: account.institution, weight: 2 },
      { label: '业务类型', value: account.business, weight: 2 },
      { label: '业务开通日期', value: date(account.openedOn) },
      {
        label: '当前缴费状态',
        value:
          account.state === '1'
            ? { text: credit.paymentStates['1'], tone: 'alert' as const }
            : credit.paymentStates['0'],
      },
      { label: '当前欠费金额', value: owedYuan(account.owedYuan) },
      { label: '记账年月', value: date(account.accountingMonth) },
    ]),
    wideRow(`最近24个月缴费记录（自左至右由远及近，N 正常，1 欠费，/ 未开通）：${[...account.payments].join(' ')}`),
  ])
  return [{ title: '后付费记录', blocks }]
}

/** Part five; each kind of record is a table of its own. */
export function publicParts(records: PublicRecords): Part[] {
  return [
    tablePart(
      '欠税记录',
      [{ title: '主管税务机关', weight: 3 }, { title: '欠税总额' }, { title: '欠税统计日期' }],
      records.taxArrears.map((row) => [row.authority, owedYuan(row.owedYuan), date(row.countedOn)]),
    ),
    { title: '民事判决记录', blocks: records.judgments.flatMap(judgmentBlocks) },
    { title: '强制执行记录', blocks: records.enforcements.flatMap(enforcementBlocks) },
    tablePart(
      '行政处罚记录',
      [
        { title: '处罚机构', weight: 2 },
        { title: '处罚内容', weight: 3, align: 'start' },
        { title: '处罚金额' },
        { title: '生效日期' },
        { title: '截止日期' },
        { title: '行政复议结果' },
      ],
      records.penalties.map((row) => [
        row.authority,
        row.content,
        owedYuan(row.fineYuan),
        date(row.effectiveOn),
        date(row.until),
        row.review,
      ]),
    ),
    { title: '住房公积金参缴记录', blocks: records.housingFund.flatMap(housingFundBlocks) },
    ...socialParts(records),
  ]
}

/** The records that speak for or explain a person: allowance, qualifications, awards. */
function socialParts({ livingAllowances, qualifications, awards }: PublicRecords): Part[] {
  return [
    tablePart(
      '低保救助记录',
      [
        { title: '人员类别' },
        { title: '所在地', weight: 1.4 },
        { title: '工作单位', weight: 1.8 },
        { title: '家庭月收入' },
        { title: '申请日期' },
        { title: '批准日期' },
        { title: '信息更新日期' },
      ],
      livingAllowances.map((row) => [
        row.personKind,
        row.place,
        words(row.employer),
        yuan(row.familyMonthlyYuan),
        date(row.appliedOn),
        date(row.approvedOn),
        date(row.updatedOn),
      ]),
    ),
    tablePart(
      '执业资格记录',
      [
        { title: '执业资格名称', weight: 1.6 },
        { title: '等级', weight: 0.7 },
        { title: '颁发机构', weight: 2.2 },
        { title: '机构所在地', weight: 1.2 },
        { title: '获得日期' },
        { title: '到期日期' },
        { title: '吊销日期' },
      ],
      qualifications.map((row) => [
        row.name,
        words(row.grade),
        row.authority,
        row.place,
        date(row.obtainedOn),
        date(row.until),
        row.revokedOn === null ? date(null) : { text: date(row.revokedOn), tone: 'alert' as const },
      ]),
    ),
    tablePart(
      '行政奖励记录',
      [
        { title: '奖励机构', weight: 2 },
        { title: '奖励内容', weight: 3, align: 'start' },
        { title: '生效日期' },
        { title: '截止日期' },
      ],
      awards.map((row) => [row.authority, row.content, date(row.effectiveOn), date(row.until)]),
    ),
  ]
}

/** Space between the records of one kind. */
function spaced(blocks: readonly Block[], index: number): Block[] {
  return blocks.map((block, position) => ({
    ...block,
    gap: position === 0 && index > 0 ? 8 : block.gap,
    keepsWithNext: position < blocks.length - 1,
  }))
}

function judgmentBlocks(row: PublicRecords['judgments'][number], index: number): Block[] {
  return spaced(
    [
      band([
        { label: '编号', value: String(index + 1), weight: 0.4 },
        { label: '立案法院', value: row.court, weight: 2 },
        { label: '案由', value: row.cause, weight: 1.6 },
        { label: '立案日期', value: date(row.filedOn) },
        { label: '结案方式', value: label(credit.closingKinds, row.closing) },
      ]),
      band([
        { label: '判决/调解结果', value: row.outcome, weight: 2.4 },
        { label: '判决/调解生效日期', value: date(row.effectiveOn), weight: 1.1 },
        { label: '诉讼标的', value: row.claim, weight: 1.6 },
        { label: '诉讼标的金额', value: owedYuan(row.claimYuan) },
      ]),
    ],
    index,
  )
}

function enforcementBlocks(row: PublicRecords['enforcements'][number], index: number): Block[] {
  return spaced(
    [
      band([
        { label: '编号', value: String(index + 1), weight: 0.4 },
        { label: '执行法院', value: row.court, weight: 2 },
        { label: '执行案由', value: row.cause, weight: 1.6 },
        { label: '立案日期', value: date(row.filedOn) },
        { label: '结案方式', value: label(credit.closingKinds, row.closing), weight: 1.4 },
      ]),
      band([
        { label: '案件状态', value: row.state },
        { label: '结案日期', value: date(row.closedOn) },
        { label: '申请执行标的', value: row.claim, weight: 1.4 },
        { label: '申请执行标的金额', value: owedYuan(row.claimYuan), weight: 1.2 },
        { label: '已执行标的', value: words(row.enforced) },
        { label: '已执行标的金额', value: yuan(row.enforcedYuan), weight: 1.2 },
      ]),
    ],
    index,
  )
}

function housingFundBlocks(row: PublicRecords['housingFund'][number], index: number): Block[] {
  return spaced(
    [
      band([
        { label: '参缴地', value: row.place, weight: 1.6 },
        { label: '参缴日期', value: date(row.joinedOn) },
        { label: '初缴月份', value: date(row.firstMonth) },
        { label: '缴至月份', value: date(row.paidUntil) },
        { label: '缴费状态', value: label(credit.housingFundStates, row.state) },
        { label: '月缴存额', value: yuan(row.monthlyYuan) },
        { label: '个人缴存比例', value: `${row.ownPercent}%` },
        { label: '单位缴存比例', value: `${row.employerPercent}%` },
      ]),
      band([
        { label: '缴费单位', value: row.employer, weight: 3 },
        { label: '信息更新日期', value: date(row.updatedOn) },
      ]),
    ],
    index,
  )
}

/** Part six: what the subject, institutions and the bureau remarked beyond single accounts. */
export function statementParts(statements: readonly Statement[]): Part[] {
  const rows = statements.flatMap(({ about, remarks }) =>
    remarks.map(({ type, text, on }): Cell[] => [
      about,
      { text: label(credit.remarkTypes, type), tone: type === '1' ? 'alert' : 'ink' },
      text,
      date(on),
    ]),
  )
  return [
    tablePart(
      '标注及声明',
      [
        { title: '对象', weight: 1.2 },
        { title: '类型' },
        { title: '内容', weight: 4.5, align: 'start' },
        { title: '添加日期' },
      ],
      rows,
    ),
  ]
}

/** Part seven: everybody who looked during the last two years. */
export function queryParts(queries: readonly QueryRecord[]): Part[] {
  const rows = queries.map(({ on, institution, institutionType, reason }, index) => [
    String(index + 1),
    date(on),
    label(codes.institutionTypes, institutionType),
    institution,
    label(codes.queryReasons, reason),
  ])
  return [
    tablePart(
      '最近两年内的查询记录',
      [
        { title: '编号', weight: 0.5 },
        { title: '查询日期' },
        { title: '机构类型', weight: 1.2 },
        { title: '查询机构', weight: 2.6 },
        { title: '查询原因', weight: 1.8 },
      ],
      rows,
    ),
  ]
}
