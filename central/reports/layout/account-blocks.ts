import * as codes from '#central/bureau/code-tables.ts'
import * as credit from '#central/bureau/credit-code-tables.ts'
import { lenderName } from '#central/bureau/lender-name.ts'
import type { Account } from '#central/bureau/personal-report-credit.ts'
import { accountHeading, continuation, type Tag } from './headings.ts'
import { type Block, stacked } from './page-block.ts'
import { fiveYearGrid, paymentStrip } from './payment-grid.ts'
import { alertCount, date, dayInWords, grouped, label, owedYuan, words, yuan } from './printed-values.ts'
import { band, type Cell, caption, type Pair, table, wideRow } from './table.ts'

/** One account: what was agreed, how it stands, how it was repaid, what was remarked. */
export function accountBlocks(account: Account, position: number): Block[] {
  const { basics, last24Months, last5Years } = account
  const title = `账户 ${position}　${label(credit.businessKinds, basics.business)}　${lenderName(basics.lender)}`
  const parts = [
    ...agreedBands(account),
    ...stateBands(account),
    ...(last24Months === null ? [] : paymentStrip(last24Months)),
    ...(last5Years === null ? [] : fiveYearGrid(last5Years)),
    ...specialBlocks(account),
    ...remarkBlocks(account),
  ]
  const again = continuation(title)
  const continued = parts.map((part) => ({
    ...part,
    head: part.head === undefined ? again : stacked(again, part.head),
  }))
  return [accountHeading(title, tagsOf(account)), ...continued]
}

function tagsOf({ basics, latestState, latestMonth, remarks }: Account): Tag[] {
  const overdue = latestMonth?.overdueInstalments ?? 0
  const tags: Tag[] = []
  if (latestState.status === 'B') tags.push({ text: '呆账', isAlert: true, mark: 'overdue' })
  else if (overdue > 0) tags.push({ text: `逾期${overdue}期`, isAlert: true, mark: 'overdue' })
  if (basics.type === 'C1' && latestState.closedOn === null) tags.push({ text: '催收', isAlert: true, mark: 'overdue' })
  if (remarks.some(({ type }) => type === '1')) tags.push({ text: '异议', isAlert: true, mark: 'disputed' })
  if (latestState.closedOn !== null) tags.push({ text: stateOf(latestState.state, basics.type), isAlert: false })
  return tags
}

function stateOf(state: string, type: codes.AccountType): string {
  const states: Readonly<Record<string, string>> = codes.accountStates[type]
  return states[state] ?? '--'
}

function agreedBands({ basics }: Account): Block[] {
  const { type } = basics
  const numbers = { label: '账户编号', value: basics.number, weight: 1.5 }
  const lender = {
    label: type === 'R2' || type === 'R3' ? '发卡机构' : '管理机构',
    value: lenderName(basics.lender),
    weight: 1.1,
  }
  const business = { label: '业务种类', value: label(credit.businessKinds, basics.business) }
  const guarantee = { label: '担保方式', value: label(credit.guarantees, basics.guarantee) }
  const opened = { label: type === 'C1' ? '债权接收日期' : '开立日期', value: date(basics.openedOn) }
  const currency = { label: '币种', value: label(credit.currencies, basics.currency) }
  if (type === 'C1') {
    const transfer = { label: '债权转移时的还款状态', value: statusWords(basics.statusAtTransfer) }
    return [band([lender, numbers, business, opened, { label: '债权金额', value: yuan(basics.amountYuan) }, transfer])]
  }
  if (type === 'R2' || type === 'R3') {
    const limits = [
      { label: '账户授信额度', value: yuan(basics.limitYuan) },
      { label: '共享授信额度', value: yuan(basics.sharedLimitYuan) },
    ]
    return [band([lender, numbers, opened, ...limits, currency, business, guarantee])]
  }
  const until = { label: '到期日期', value: date(basics.dueOn) }
  const sum =
    basics.amountYuan === null
      ? { label: '账户授信额度', value: yuan(basics.limitYuan) }
      : { label: '借款金额', value: yuan(basics.amountYuan) }
  return [band([lender, numbers, opened, until, sum, currency]), band([business, guarantee, ...termsOf(basics)])]
}

function termsOf(basics: Account['basics']): Pair[] {
  return [
    { label: '还款期数', value: words(basics.instalments) },
    { label: '还款频率', value: label(credit.repaymentFrequencies, basics.repaymentFrequency) },
    { label: '还款方式', value: label(credit.repaymentModes, basics.repaymentMode) },
    { label: '共同借款标志', value: label(credit.coBorrowings, basics.coBorrowing) },
  ]
}

function statusWords(status: codes.RepaymentStatus | null): string {
  return status === null ? '--' : `${status} ${codes.repaymentStatuses[status]}`
}

function stateBands(account: Account): Block[] {
  const { basics, latestState, latestMonth } = account
  const asOf = caption(`截至${dayInWords(latestState.reportedOn)}`)
  const state = { label: '账户状态', value: stateCell(account) }
  const lastPaid = [
    { label: '最近一次还款日期', value: date(latestState.lastPaidOn) },
    { label: '最近一次还款金额', value: yuan(latestState.lastPaidYuan) },
  ]
  const balance = { label: '余额', value: yuan(latestState.balanceYuan) }
  if (latestMonth === null) {
    const closed = {
      label: basics.type === 'R2' || basics.type === 'R3' ? '销户日期' : '账户关闭日期',
      value: date(latestState.closedOn),
    }
    return [asOf, band([state, closed, balance, ...lastPaid])]
  }
  const due = [
    { label: '应还款日', value: date(latestMonth.dueOn) },
    { label: '本月应还款', value: yuan(latestMonth.dueYuan) },
    { label: '本月实还款', value: yuan(latestMonth.paidYuan) },
    { label: '最近一次还款日期', value: date(latestState.lastPaidOn) },
  ]
  const overdue = [
    { label: '当前逾期期数', value: alertCount(latestMonth.overdueInstalments) },
    { label: '当前逾期总额', value: owedYuan(latestMonth.overdueYuan) },
  ]
  const known =
    latestMonth.classification === null
      ? []
      : [{ label: '五级分类', value: label(credit.classifications, latestMonth.classification) }]
  const left =
    latestMonth.usedYuan === null ? [{ label: '剩余还款期数', value: words(latestMonth.instalmentsLeft) }] : []
  return [asOf, band([state, ...known, balance, ...left, ...due]), band([...overdue, ...detailOf(latestMonth)])]
}

function stateCell({ basics, latestState }: Account): Cell {
  const text = stateOf(latestState.state, basics.type)
  const isFine = latestState.closedOn !== null || text === '正常'
  return isFine ? text : { text, tone: 'alert' }
}

/** The age of what is overdue on a loan; the use of the limit on cards and revolving lines. */
function detailOf(month: NonNullable<Account['latestMonth']>): Pair[] {
  const { overduePrincipal, unbilledInstalmentsYuan, overdraftOver180DaysYuan } = month
  if (overduePrincipal !== null) {
    return [
      { label: '逾期31—60天未还本金', value: owedYuan(overduePrincipal.days31To60Yuan) },
      { label: '逾期61—90天未还本金', value: owedYuan(overduePrincipal.days61To90Yuan) },
      { label: '逾期91—180天未还本金', value: owedYuan(overduePrincipal.days91To180Yuan) },
      { label: '逾期180天以上未还本金', value: owedYuan(overduePrincipal.over180DaysYuan) },
    ]
  }
  const unbilled =
    unbilledInstalmentsYuan === null
      ? []
      : [{ label: '未出单的大额专项分期余额', value: yuan(unbilledInstalmentsYuan) }]
  const overdraft =
    overdraftOver180DaysYuan === null
      ? []
      : [{ label: '透支180天以上未付余额', value: owedYuan(overdraftOver180DaysYuan) }]
  return [
    { label: '已用额度', value: yuan(month.usedYuan) },
    ...unbilled,
    ...overdraft,
    { label: '最近6个月平均使用额度', value: yuan(month.averageUsed6MonthsYuan) },
    { label: '最大使用额度', value: yuan(month.mostUsedYuan) },
  ]
}

function specialBlocks({ specialTrades, specialEvents, instalmentPlans }: Account): Block[] {
  const trades = specialTrades.map((trade) => [
    label(credit.specialTradeTypes, trade.type),
    date(trade.on),
    words(trade.monthsMoved),
    yuan(trade.amountYuan),
    trade.detail,
  ])
  const plans = instalmentPlans.map((plan) => [
    yuan(plan.limitYuan),
    date(plan.from),
    date(plan.until),
    yuan(plan.usedYuan),
  ])
  const events = specialEvents.map(({ month, type }) => `${date(month)}　${label(credit.specialEventTypes, type)}`)
  return [
    ...(trades.length === 0
      ? []
      : table(
          [
            { title: '特殊交易类型' },
            { title: '发生日期' },
            { title: '到期日期变更月数' },
            { title: '发生金额' },
            { title: '明细记录', weight: 2, align: 'start' },
          ],
          trades,
        )),
    ...(plans.length === 0
      ? []
      : table(
          [
            { title: '大额专项分期额度' },
            { title: '分期额度生效日期' },
            { title: '分期额度到期日期' },
            { title: '已用分期金额' },
          ],
          plans,
        )),
    ...(events.length === 0 ? [] : [caption('特殊事件说明'), ...events.map(wideRow)]),
  ]
}

function remarkBlocks({ remarks }: Account): Block[] {
  if (remarks.length === 0) return []
  const rows = remarks.map(({ type, text, on }): Cell[] => {
    const tone = type === '1' ? 'alert' : 'ink'
    return [{ text: label(credit.remarkTypes, type), tone }, { text, tone: 'ink' }, date(on)]
  })
  return table(
    [{ title: '标注及声明类型' }, { title: '标注或声明内容', weight: 5, align: 'start' }, { title: '添加日期' }],
    rows,
  )
}

/** The closing line of a list of accounts: what it adds up to. */
export function accountsTotal(accounts: readonly Account[]): string {
  const balance = accounts.reduce((sum, { latestState }) => sum + latestState.balanceYuan, 0)
  return `共 ${accounts.length} 个账户，余额合计 ${grouped(balance)} 元`
}
