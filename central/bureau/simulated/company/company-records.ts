import type {
  CorporateBasics,
  CorporateRecords,
  CorporateReport,
  FinancialYear,
} from '#central/bureau/corporate-report.ts'
import { dayIn, monthOf, monthText } from '#central/bureau/simulated/months.ts'
import { drawsOf } from '#central/bureau/simulated/seeded-draws.ts'
import type { Day } from '#contract/values.ts'
import { type Company, madeUpAddress, madeUpCompanyName, madeUpPerson, madeUpUscc } from './company.ts'
import { type CompanyStory, companyStoryOf } from './company-stories.ts'

const industries = [
  '通用设备制造业',
  '橡胶和塑料制品业',
  '批发业',
  '计算机、通信和其他电子设备制造业',
  '土木工程建筑业',
] as const
const sizeOf: Readonly<Record<CompanyStory, CorporateBasics['registration']['size']>> = {
  'start-up': '5',
  manufacturer: '3',
  'group-subsidiary': '2',
  'trading-house': '4',
  troubled: '3',
  defaulted: '4',
}
const capitalOf: Readonly<Record<CompanyStory, number>> = {
  'start-up': 100,
  manufacturer: 3000,
  'group-subsidiary': 20_000,
  'trading-house': 1000,
  troubled: 2000,
  defaulted: 1500,
}

export function basicsOfCompany(company: Company, today: Day): CorporateBasics {
  const draws = drawsOf(company.seed, 'basics')
  const story = companyStoryOf(company)
  const [head, manager, treasurer] = [madeUpPerson(draws), madeUpPerson(draws), madeUpPerson(draws)]
  const address = madeUpAddress(company, draws)
  const parent = { name: madeUpCompanyName(draws), idNumber: madeUpUscc(draws) }
  const isSubsidiary = story === 'group-subsidiary'
  const own = draws.whole(51, 80)
  const controller = isSubsidiary
    ? { kind: '2' as const, name: parent.name, idType: '20' as const, idNumber: parent.idNumber }
    : { kind: '1' as const, name: head.name, idType: '10' as const, idNumber: head.idNumber }
  const updatedOn = dayIn(monthOf(today) - draws.whole(2, 14), draws.whole(1, 28))
  return {
    registration: {
      economicType: isSubsidiary ? '160' : '173',
      organisation: '1',
      size: sizeOf[story],
      industry: draws.pick(industries),
      foundedYear: String(company.foundedYear),
      validUntil: null,
      registeredAddress: address,
      officeAddress: address,
      state: '1',
    },
    capital: {
      registeredWan: capitalOf[story],
      investors: [
        { ...controller, percent: own },
        { kind: '1', name: manager.name, idType: '10', idNumber: manager.idNumber, percent: 100 - own },
      ],
      updatedOn,
    },
    officers: [
      { ...head, position: '1' },
      { ...manager, position: '3' },
      { ...treasurer, position: '4' },
    ],
    parent: isSubsidiary ? { ...parent, updatedOn } : null,
    controllers: [controller],
  }
}

const isInTrouble = (story: CompanyStory) => story === 'troubled' || story === 'defaulted'

export function recordsOfCompany(company: Company, today: Day): CorporateRecords {
  const draws = drawsOf(company.seed, 'records')
  const story = companyStoryOf(company)
  const { city } = company.region
  const on = (monthsAgo: number) => dayIn(monthOf(`${today.slice(0, 4)}-01-01`) - monthsAgo, draws.whole(1, 28))
  const claimWan = draws.whole(300, 900)
  return {
    taxArrears: isInTrouble(story)
      ? [{ authority: `国家税务总局${city}税务局`, owedWan: draws.whole(5, 60), countedOn: on(2) }]
      : [],
    judgments: isInTrouble(story)
      ? [
          {
            court: `${city}中级人民法院`,
            cause: '金融借款合同纠纷',
            filedOn: on(8),
            role: '被告',
            closing: '判决',
            claimWan,
          },
        ]
      : [],
    enforcements:
      story === 'defaulted'
        ? [
            {
              court: `${city}中级人民法院`,
              cause: '金融借款合同纠纷',
              filedOn: on(4),
              state: '执行中',
              claimWan,
              enforcedWan: Math.floor(claimWan / 10),
            },
          ]
        : [],
    penalties:
      story === 'troubled'
        ? [{ authority: `${city}生态环境局`, content: '未按规定设置排污口，责令改正并处罚款', fineWan: 12, on: on(15) }]
        : [],
    housingFund: [
      {
        joinedMonth: `${company.foundedYear + 1}-03`,
        paidUntil: monthText(monthOf(today) - (isInTrouble(story) ? 6 : 1)),
        employees: draws.whole(12, 900),
        state: isInTrouble(story) ? '欠缴' : '缴存',
      },
    ],
    licences:
      story === 'start-up'
        ? []
        : [
            {
              kind: '2',
              authority: '中国质量认证中心',
              content: 'ISO 9001 质量管理体系认证',
              from: on(20),
              until: null,
            },
            { kind: '4', authority: `${city}人民政府`, content: '守合同重信用企业', from: on(30), until: null },
          ],
  }
}

export function nonCreditOfCompany(company: Company, today: Day): CorporateReport['nonCredit'] {
  const isOwing = companyStoryOf(company) === 'defaulted'
  return [
    {
      institution: `国网${company.region.province}电力有限公司`,
      business: '供电',
      state: isOwing ? '欠费' : '正常',
      owedWan: isOwing ? 7 : 0,
      accountingMonth: monthText(monthOf(today) - 1),
      payments: isOwing ? `${'N'.repeat(20)}1111` : 'N'.repeat(24),
    },
  ]
}

/** Three closed years, each of whose sums hold. */
export function financialYearsOf(company: Company, today: Day): FinancialYear[] {
  const story = companyStoryOf(company)
  const thisYear = Number(today.slice(0, 4))
  const years = [3, 2, 1].map((ago) => thisYear - ago).filter((year) => year > company.foundedYear)
  return story === 'start-up' ? [] : years.map((year) => financialYear(company, story, year))
}

function financialYear(company: Company, story: CompanyStory, year: number): FinancialYear {
  const draws = drawsOf(company.seed, 'year', String(year))
  const scale = capitalOf[story]
  const part = (from: number, to: number) => Math.floor((scale * draws.whole(from, to)) / 100)
  const [cash, receivables, inventories, otherCurrent] = [
    part(20, 60),
    part(40, 90),
    part(50, 120),
    part(5, 20),
  ] as const
  const [fixedAssets, otherAssets] = [part(80, 160), part(10, 30)] as const
  const currentAssets = cash + receivables + inventories + otherCurrent
  const totalAssets = currentAssets + fixedAssets + otherAssets
  const [shortLoans, payables, otherCurrentLiabilities, longLoans] = [
    part(30, 70),
    part(30, 80),
    part(5, 15),
    part(20, 60),
  ] as const
  const currentLiabilities = shortLoans + payables + otherCurrentLiabilities
  const totalLiabilities = currentLiabilities + longLoans
  const equity = totalAssets - totalLiabilities
  const revenue = part(200, 400)
  const cost = Math.floor((revenue * (isInTrouble(story) ? 97 : draws.whole(78, 88))) / 100)
  const expenses = Math.floor((revenue * draws.whole(6, 10)) / 100)
  const operatingProfit = revenue - cost - expenses
  const tax = Math.max(0, Math.floor(operatingProfit / 4))
  const flows = {
    operating: part(5, 40) - (isInTrouble(story) ? scale : 0),
    investing: -part(5, 30),
    financing: part(0, 20),
  }
  return {
    year: String(year),
    isAudited: story !== 'trading-house',
    balance: {
      cash,
      receivables,
      inventories,
      otherCurrent,
      currentAssets,
      fixedAssets,
      otherAssets,
      totalAssets,
      shortLoans,
      payables,
      otherCurrentLiabilities,
      currentLiabilities,
      longLoans,
      totalLiabilities,
      paidInCapital: scale,
      retained: equity - scale,
      equity,
    },
    profit: { revenue, cost, expenses, operatingProfit, tax, netProfit: operatingProfit - tax },
    cashFlow: { ...flows, net: flows.operating + flows.investing + flows.financing },
  }
}
