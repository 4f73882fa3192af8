import type { PersonalRequest } from '#central/bureau/bureau-adapter.ts'
import { PersonalReport } from '#central/bureau/personal-report.ts'
import type { Account, CreditAgreement } from '#central/bureau/personal-report-credit.ts'
import type { QueryRecord } from '#central/bureau/personal-report-records.ts'
import { accountFromPlan, type ReportedAccount } from './account-from-plan.ts'
import { plansOf } from './life-stories.ts'
import { monthOf, monthsBefore, monthText, shanghaiDay } from './months.ts'
import { personOf } from './person.ts'
import { basicsOf } from './person-basics.ts'
import { type PublicHistory, publicHistoryOf } from './public-history.ts'
import { newestFirst, queriesByOthers } from './query-history.ts'
import { reportNotes } from './report-notes.ts'
import { isOpen, sumOf } from './summary-of-debts.ts'
import { summaryOfReport } from './summary-of-report.ts'

export interface ReportOrder {
  readonly request: PersonalRequest
  readonly reportNumber: string
  /** Queries of this subject that went through this bureau earlier, oldest first. */
  readonly earlier: readonly QueryRecord[]
}

/** How a query of ours appears among the query records. */
export function recordOf({
  at,
  institution,
  purposeCode,
}: Pick<PersonalRequest, 'at' | 'institution' | 'purposeCode'>): QueryRecord {
  const reason = purposeCode as QueryRecord['reason']
  return { on: shanghaiDay(at), institutionType: '11', institution: institution.name, reason }
}

/**
 * Makes up the whole report of a subject as of the request's time. The same subject, time and earlier queries give the
 * same report.
 */
export function reportOfPerson({ request, reportNumber, earlier }: ReportOrder): PersonalReport {
  const today = shanghaiDay(request.at)
  const person = personOf(request.subject)
  const accounts = plansOf(person, today).flatMap(
    (plan, index) => accountFromPlan(plan, `${person.seed}#${index}`, today) ?? [],
  )
  const details = accounts.map(({ account }) => account)
  const history = publicHistoryOf(person, today)
  const asked = [...earlier.filter(({ on }) => on > monthsBefore(today, 24)), recordOf(request)]
  const queries = newestFirst([...queriesByOthers(person, details, today), ...asked])

  return PersonalReport.parse({
    subjectKind: 'person',
    header: headerOf(request, { reportNumber, history, accounts: details }),
    basics: basicsOf(person, today),
    summary: summaryOfReport({ ...history, accounts, queries, today }),
    credit: { accounts: details, agreements: agreementsOf(accounts), liabilities: history.liabilities },
    nonCredit: history.nonCredit,
    publicRecords: history.publicRecords,
    statements: history.statements,
    queries,
    notes: [...reportNotes],
  } satisfies PersonalReport)
}

interface HeaderFacts {
  readonly reportNumber: string
  readonly history: PublicHistory
  readonly accounts: readonly Account[]
}

function headerOf(
  request: PersonalRequest,
  { reportNumber, history, accounts }: HeaderFacts,
): PersonalReport['header'] {
  const remarks = [...accounts, ...history.statements].flatMap((item) => item.remarks)
  return {
    reportNumber,
    reportedAt: request.at.toISOString(),
    subject: { name: request.subject.name, idType: request.subject.idType, idNumber: request.subject.idNumber },
    queriedBy: request.institution,
    reason: recordOf(request).reason,
    otherDocuments: [],
    fraudAlert: history.fraudAlert,
    disputes: remarks.filter(({ type }) => type === '1').length,
  }
}

/** Every account drawn under an agreement has it listed, with what is used of it. */
function agreementsOf(accounts: readonly ReportedAccount[]): CreditAgreement[] {
  return accounts.flatMap(({ account }) => {
    const { basics, latestState } = account
    if (basics.agreementNumber === null) return []
    const limitYuan = basics.limitYuan ?? basics.amountYuan ?? 0
    const until = monthText(monthOf(basics.openedOn) + (basics.instalments ?? 120))
    return [
      {
        number: basics.agreementNumber,
        lender: basics.lender,
        identifier: basics.identifier,
        use: basics.type === 'R2' ? ('31' as const) : ('10' as const),
        limitYuan,
        currency: basics.currency,
        from: basics.openedOn,
        until: `${until}-01`,
        state: isOpen(account) ? ('1' as const) : ('2' as const),
        usedYuan: sumOf([latestState], ({ balanceYuan }) => balanceYuan),
        capYuan: null,
        capNumber: null,
      },
    ]
  })
}
