import * as codes from '#central/bureau/corporate-code-tables.ts'
import type { BorrowingAccount, CorporateCredit, GuaranteeAccount } from '#central/bureau/corporate-report-credit.ts'
import { lenderName } from '#central/bureau/lender-name.ts'
import { accountHeading, continuation, type Tag } from './headings.ts'
import { type Block, stacked } from './page-block.ts'
import { alertCount, date, grouped, label, owedYuan, words, yuan } from './printed-values.ts'
import type { Part } from './report-part.ts'
import { band, type Cell, wideRow } from './table.ts'
import { tablePart } from './table-part.ts'

/** Part three: collection first, then what is not settled, what is, limits and liability for others. */
export function corporateCreditParts(credit: CorporateCredit): Part[] {
  const { collections, borrowings, guarantees, agreements, liabilities } = credit
  const ofKind = (activity: '1' | '2') =>
    (Object.keys(codes.borrowingKinds) as codes.BorrowingKind[]).map((kind) =>
      accountsPart(
        `${activity === '1' ? '未结清' : '已结清'}：${codes.borrowingKinds[kind]}`,
        borrowings.filter((account) => account.kind === kind && account.activity === activity),
      ),
    )
  return [
    accountsPart('被追偿业务', collections),
    ...ofKind('1'),
    guaranteesPart(
      '未结清：担保交易',
      guarantees.filter(({ activity }) => activity === '1'),
    ),
    ...ofKind('2'),
    guaranteesPart(
      '已结清：担保交易',
      guarantees.filter(({ activity }) => activity === '2'),
    ),
    agreementsPart(agreements),
    liabilitiesPart(liabilities),
  ]
}

function accountsPart(title: string, accounts: readonly BorrowingAccount[]): Part {
  return { title, blocks: accounts.flatMap((account, index) => accountBlocks(account, index + 1)) }
}

/** The name of an account, here and in the annex. */
export function accountTitle({ lender, business }: BorrowingAccount, position: number): string {
  return `账户 ${position}　${label(codes.borrowingBusinesses, business)}　${lenderName(lender)}`
}

function accountBlocks(account: BorrowingAccount, position: number): Block[] {
  const title = accountTitle(account, position)
  const parts = [agreedBand(account), termsBand(account), ...stateBands(account), ...account.remarks.map(remarkRow)]
  const again = continuation(title)
  const continued = parts.map((one) => ({ ...one, head: one.head === undefined ? again : stacked(again, one.head) }))
  return [accountHeading(title, tagsOf(account)), ...continued]
}

function remarkRow({ kind, text, on }: BorrowingAccount['remarks'][number]): Block {
  return wideRow({ text: `${kind}（${date(on)}）：${text}`, tone: kind === '异议标注' ? 'alert' : 'ink' })
}

function tagsOf({ performance: [latest], remarks, activity }: BorrowingAccount): Tag[] {
  const tags: Tag[] = []
  if (latest && latest.overdueMonths > 0)
    tags.push({ text: `逾期${latest.overdueMonths}个月`, isAlert: true, mark: 'overdue' })
  if (remarks.some(({ kind }) => kind === '异议标注')) tags.push({ text: '异议', isAlert: true, mark: 'disputed' })
  if (activity === '2') tags.push({ text: '已结清', isAlert: false })
  return tags
}

function agreedBand(account: BorrowingAccount): Block {
  return {
    ...band([
      { label: '账户编号', value: account.number, weight: 2 },
      { label: '账户类型', value: label(codes.corporateAccountTypes, account.type), weight: 1.2 },
      { label: '开户日期', value: date(account.openedOn) },
      { label: '到期日期', value: date(account.dueOn) },
      {
        label: account.limitWan === null ? '借款金额' : '信用额度',
        value: yuan(account.limitWan ?? account.amountWan),
      },
      { label: '币种', value: '人民币', weight: 0.7 },
    ]),
    keepsWithNext: true,
  }
}

function termsBand(account: BorrowingAccount): Block {
  return {
    ...band([
      { label: '授信协议编号', value: words(account.agreementNumber), weight: 1.8 },
      { label: '借款期限分类', value: label(codes.borrowingTerms, account.term) },
      { label: '担保方式', value: label(codes.guaranteeForms, account.guarantee), weight: 1.2 },
      { label: '发放形式', value: '新增' },
      { label: '共同借款标识', value: '无' },
      { label: '关闭日期', value: date(account.closedOn) },
    ]),
    keepsWithNext: true,
  }
}

function stateBands({ performance: [latest], activity }: BorrowingAccount): Block[] {
  if (latest === undefined) return []
  const classification = label(codes.fiveClasses, latest.classification)
  const reported = { label: '信息报告日期', value: date(latest.reportedOn) }
  if (activity === '2')
    return [
      band([
        { label: '五级分类', value: classification },
        { label: '最近一次实际还款日期', value: date(latest.paidOn) },
        { label: '最近一次实际还款金额', value: yuan(latest.paidWan) },
        { label: '还款形式', value: label(codes.repaymentForms, latest.form) },
        reported,
      ]),
    ]
  return [
    band([
      { label: '余额', value: yuan(latest.balanceWan) },
      {
        label: '五级分类',
        value: latest.classification === '1' ? classification : { text: classification, tone: 'alert' },
      },
      { label: '逾期总额', value: owedYuan(latest.overdueWan) },
      { label: '逾期本金', value: owedYuan(latest.overduePrincipalWan) },
      { label: '逾期月数', value: alertCount(latest.overdueMonths) },
      { label: '最近约定还款日', value: date(latest.dueOn) },
      { label: '应还总额', value: yuan(latest.dueWan) },
      { label: '剩余还款月数', value: words(latest.monthsLeft) },
      reported,
    ]),
  ]
}

function guaranteesPart(title: string, guarantees: readonly GuaranteeAccount[]): Part {
  return tablePart(
    title,
    [
      { title: '业务种类', weight: 1.3 },
      { title: '授信机构', weight: 1.2 },
      { title: '账户编号', weight: 2.1 },
      { title: '开立日期' },
      { title: '到期日期' },
      { title: '金额' },
      { title: '余额' },
      { title: '保证金比例', weight: 0.8 },
      { title: '反担保方式', weight: 0.8 },
      { title: '五级分类', weight: 0.8 },
    ],
    guarantees.map((one): Cell[] => [
      label(codes.guaranteeKinds, one.kind),
      lenderName(one.lender),
      one.number,
      date(one.openedOn),
      date(one.dueOn),
      yuan(one.amountWan),
      yuan(one.balanceWan),
      `${one.marginPercent}%`,
      label(codes.guaranteeForms, one.counterGuarantee),
      label(codes.fiveClasses, one.classification),
    ]),
  )
}

function agreementsPart(agreements: CorporateCredit['agreements']): Part {
  return tablePart(
    '授信协议信息',
    [
      { title: '授信机构', weight: 1.4 },
      { title: '授信协议编号', weight: 1.8 },
      { title: '额度类型', weight: 1.3 },
      { title: '授信额度' },
      { title: '已用额度' },
      { title: '生效日期' },
      { title: '终止日期' },
    ],
    agreements.map((one): Cell[] => [
      lenderName(one.lender),
      one.number,
      label(codes.agreementKinds, one.kind),
      yuan(one.limitWan),
      yuan(one.usedWan),
      date(one.from),
      date(one.until),
    ]),
  )
}

function liabilitiesPart(liabilities: CorporateCredit['liabilities']): Part {
  return tablePart(
    '相关还款责任信息',
    [
      { title: '责任类型' },
      { title: '主债务人', weight: 2 },
      { title: '授信机构', weight: 1.3 },
      { title: '保证合同编号', weight: 1.4 },
      { title: '到期日期' },
      { title: '责任金额' },
      { title: '余额' },
      { title: '五级分类' },
    ],
    liabilities.map((one): Cell[] => [
      one.about === 'borrowing' ? '借贷交易' : '担保交易',
      one.debtor,
      lenderName(one.lender),
      one.contractNumber,
      date(one.dueOn),
      grouped(one.liableWan),
      yuan(one.balanceWan),
      one.classification === '1' ? '正常' : { text: label(codes.fiveClasses, one.classification), tone: 'alert' },
    ]),
  )
}
