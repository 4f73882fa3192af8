import * as codes from '#central/bureau/code-tables.ts'
import * as credit from '#central/bureau/credit-code-tables.ts'
import { lenderName } from '#central/bureau/lender-name.ts'
import type { CreditAgreement, CreditDetail, RelatedLiability } from '#central/bureau/personal-report-credit.ts'
import { accountBlocks, accountsTotal } from './account-blocks.ts'
import { paragraph } from './headings.ts'
import type { Block } from './page-block.ts'
import { alertCount, date, label, words, yuan } from './printed-values.ts'
import type { Part } from './report-part.ts'
import { band, table } from './table.ts'

const order: readonly codes.AccountType[] = ['C1', 'D1', 'R4', 'R1', 'R2', 'R3']

/** Part three: accounts by type, those with arrears where the bureau put them, then agreements and liabilities. */
export function creditParts({ accounts, agreements, liabilities }: CreditDetail): Part[] {
  const ofTypes = order.map((type): Part => {
    const members = accounts.filter(({ basics }) => basics.type === type)
    const title = type === 'C1' ? '被追偿信息' : codes.accountTypes[type]
    const blocks = members.flatMap((account, index) => accountBlocks(account, index + 1))
    return { title, blocks: members.length === 0 ? [] : [...sticky(paragraph(accountsTotal(members))), ...blocks] }
  })
  return [
    ...ofTypes,
    { title: '授信协议信息', blocks: agreements.length === 0 ? [] : agreementTable(agreements) },
    { title: '相关还款责任信息', blocks: liabilities.flatMap(liabilityBlocks) },
  ]
}

function sticky(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => ({ ...block, keepsWithNext: true }))
}

function agreementTable(agreements: readonly CreditAgreement[]): Block[] {
  const columns = [
    { title: '授信机构', weight: 2.1 },
    { title: '授信协议编号', weight: 1.9 },
    { title: '授信额度用途', weight: 1.6 },
    { title: '授信额度' },
    { title: '已用额度' },
    { title: '授信限额' },
    { title: '币种' },
    { title: '生效日期', weight: 1.15 },
    { title: '到期日期', weight: 1.15 },
    { title: '状态', weight: 1.12 },
  ]
  const rows = agreements.map((agreement) => [
    lenderName(agreement.lender),
    agreement.number,
    label(credit.limitUses, agreement.use),
    yuan(agreement.limitYuan),
    yuan(agreement.usedYuan),
    yuan(agreement.capYuan),
    label(credit.currencies, agreement.currency),
    date(agreement.from),
    date(agreement.until),
    label(credit.agreementStates, agreement.state),
  ])
  return table(columns, rows)
}

function liabilityBlocks(liability: RelatedLiability, index: number): Block[] {
  const who = band([
    { label: '编号', value: String(index + 1), weight: 0.5 },
    { label: '主借款人', value: label(credit.borrowerKinds, liability.borrower) },
    { label: '管理机构', value: lenderName(liability.lender), weight: 1.4 },
    { label: '业务种类', value: label(credit.businessKinds, liability.business), weight: 1.4 },
    { label: '开立日期', value: date(liability.openedOn) },
    { label: '到期日期', value: date(liability.dueOn) },
    { label: '责任人类型', value: label(credit.liabilityKinds, liability.kind) },
    { label: '还款责任金额', value: yuan(liability.liableYuan) },
  ])
  const state = band([
    { label: '保证合同编号', value: words(liability.contractNumber), weight: 1.5 },
    { label: '账户类型', value: label(codes.accountTypes, liability.accountType), weight: 1.2 },
    { label: '币种', value: label(credit.currencies, liability.currency) },
    { label: '余额', value: yuan(liability.balanceYuan) },
    { label: '五级分类', value: label(credit.classifications, liability.classification) },
    { label: '还款状态', value: statusCell(liability.status) },
    { label: '逾期月数', value: alertCount(liability.overdueMonths) },
    { label: '信息报告日期', value: date(liability.reportedOn) },
  ])
  return [{ ...who, gap: index > 0 ? 8 : 0, keepsWithNext: true }, state]
}

function statusCell(status: codes.RepaymentStatus | null) {
  const isOverdue = status !== null && codes.overdueStatuses.includes(status)
  return isOverdue ? { text: status, tone: 'alert' as const } : words(status)
}
