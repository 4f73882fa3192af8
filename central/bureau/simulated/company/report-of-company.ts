import type { CorporateRequest } from '#central/bureau/bureau-adapter.ts'
import { CorporateReport } from '#central/bureau/corporate-report.ts'
import type {
  CorporateAgreement,
  CorporateCredit,
  CorporateLiability,
} from '#central/bureau/corporate-report-credit.ts'
import { dayIn, monthOf, monthText, shanghaiDay } from '#central/bureau/simulated/months.ts'
import { drawsOf } from '#central/bureau/simulated/seeded-draws.ts'
import type { Day } from '#contract/values.ts'
import { type Company, companyOf, madeUpCompanyName } from './company.ts'
import { borrowingFromPlan, collectionFromPlan, guaranteeFromPlan } from './company-accounts.ts'
import type { CompanyStoryPlans } from './company-plan.ts'
import { basicsOfCompany, financialYearsOf, nonCreditOfCompany, recordsOfCompany } from './company-records.ts'
import { companyPlansOf, companyStoryOf } from './company-stories.ts'
import { corporateNotes } from './corporate-notes.ts'
import { summaryOfCompany } from './summary-of-company.ts'

export interface CompanyReportOrder {
  readonly request: CorporateRequest
  readonly reportNumber: string
}

/** Makes up the whole report of a company as of the request's time; the same company and time give the same report. */
export function reportOfCompany({ request, reportNumber }: CompanyReportOrder): CorporateReport {
  const today = shanghaiDay(request.at)
  const company = companyOf(request.subject)
  const credit = creditOf(company, today)
  const records = recordsOfCompany(company, today)
  const nonCredit = nonCreditOfCompany(company, today)
  const statements: CorporateReport['statements'] =
    companyStoryOf(company) === 'troubled'
      ? [
          {
            about: '企业基本信息',
            kind: '信息主体声明',
            text: '本企业已与债权银行就展期事宜达成初步意向。',
            on: dayIn(monthOf(today) - 1, 12),
          },
        ]
      : []
  const { name, idType, idNumber } = request.subject

  return CorporateReport.parse({
    subjectKind: 'company',
    header: {
      reportNumber,
      reportedAt: request.at.toISOString(),
      subject: { name, idType, idNumber },
      queriedBy: request.institution,
      reason: request.purposeCode as CorporateReport['header']['reason'],
      identifiers: identifiersOf(company),
      disputes: [...credit.borrowings, ...credit.collections]
        .flatMap(({ remarks }) => remarks)
        .filter(({ kind }) => kind === '异议标注').length,
      dollarRateCents: 71_000 + (monthOf(today) % 12) * 13,
      dollarRateOn: monthText(monthOf(today)),
    },
    basics: basicsOfCompany(company, today),
    summary: summaryOfCompany({ credit, records, nonCredit: nonCredit.length, today }),
    credit,
    nonCredit,
    records,
    financialYears: financialYearsOf(company, today),
    ratings:
      companyStoryOf(company) === 'group-subsidiary'
        ? [{ agency: '联合资信评估股份有限公司', grade: 'AA', on: dayIn(monthOf(today) - 9, 18), outlook: '1' }]
        : [],
    statements,
    notes: [...corporateNotes],
  } satisfies CorporateReport)
}

/** The organization code is the ninth to seventeenth character of the unified identifier (GB 32100-2015). */
function identifiersOf({ idType, idNumber, seed }: Company): CorporateReport['header']['identifiers'] {
  const own = { type: idType, number: idNumber }
  if (idType === '10') return [own]
  const creditCode = { type: '10' as const, number: `3205${drawsOf(seed, 'credit-code').letters('0123456789', 12)}` }
  return idType === '20' ? [own, { type: '30', number: idNumber.slice(8, 17) }, creditCode] : [own, creditCode]
}

function creditOf(company: Company, today: Day): CorporateCredit {
  const plans = companyPlansOf(company, today)
  const agreementNumbers = new Map(
    Object.keys(plans.limits).map((lender) => [
      lender,
      `SX${drawsOf(company.seed, 'agreement', lender).letters('0123456789', 14)}`,
    ]),
  )
  const making = (kind: string, plan: { opened: number; lender: string }, index: number) => ({
    // Not by position: what opens later must not change what is there.
    seed: `${company.seed}#${kind}#${plan.opened}#${plan.lender}#${index}`,
    today,
    agreementNumber: kind === 'collection' ? null : (agreementNumbers.get(plan.lender) ?? null),
  })
  const borrowings = plans.borrowings.flatMap(
    (plan) => borrowingFromPlan(plan, making('borrowing', plan, plan.amountWan)) ?? [],
  )
  const guarantees = plans.guarantees.flatMap(
    (plan) => guaranteeFromPlan(plan, making('guarantee', plan, plan.amountWan)) ?? [],
  )
  const collections = plans.collections.flatMap(
    (plan) => collectionFromPlan(plan, making('collection', plan, plan.amountWan)) ?? [],
  )
  const agreements = agreementsOf({ borrowings, guarantees }, plans, agreementNumbers)
  return { collections, borrowings, guarantees, agreements, liabilities: liabilitiesOf(company, plans, today) }
}

function agreementsOf(
  { borrowings, guarantees }: Pick<CorporateCredit, 'borrowings' | 'guarantees'>,
  plans: CompanyStoryPlans,
  numbers: ReadonlyMap<string, string>,
): CorporateAgreement[] {
  return [...numbers].flatMap(([lender, number]) => {
    const under = [...borrowings, ...guarantees].filter((account) => account.agreementNumber === number)
    const first = under.map(({ openedOn }) => openedOn).toSorted()[0]
    if (first === undefined) return []
    const usedWan = under.reduce(
      (total, account) =>
        total + ('balanceWan' in account ? account.balanceWan : (account.performance[0]?.balanceWan ?? 0)),
      0,
    )
    return [
      {
        number,
        kind: '2' as const,
        lender: { type: '11' as const, code: lender },
        limitWan: Math.max(plans.limits[lender] ?? 0, usedWan),
        usedWan,
        from: first,
        until: dayIn(monthOf(first) + 120, Number(first.slice(8))),
      },
    ]
  })
}

function liabilitiesOf(company: Company, { liabilities }: CompanyStoryPlans, today: Day): CorporateLiability[] {
  return liabilities.flatMap((plan) => {
    const draws = drawsOf(company.seed, 'liability', String(plan.opened), plan.lender)
    const day = draws.whole(1, 27)
    const [openedOn, dueOn] = [dayIn(plan.opened, day), dayIn(plan.opened + plan.termMonths, day)]
    if (openedOn > today || dueOn <= today) return []
    return [
      {
        about: plan.about,
        debtor: madeUpCompanyName(draws),
        lender: { type: '11' as const, code: plan.lender },
        contractNumber: `BZ${draws.letters('0123456789', 12)}`,
        openedOn,
        dueOn,
        liableWan: plan.liableWan,
        balanceWan: Math.floor((plan.liableWan * draws.whole(40, 100)) / 100),
        classification: plan.classification,
      },
    ]
  })
}
