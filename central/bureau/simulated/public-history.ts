import type { RelatedLiability } from '#central/bureau/personal-report-credit.ts'
import type { NonCreditAccount, PublicRecords, Statement } from '#central/bureau/personal-report-records.ts'
import type { Day } from '#contract/values.ts'
import { type LifeStory, lifeStoryOf } from './life-stories.ts'
import { dayIn, lastDayOf, type MonthIndex, monthOf, monthText } from './months.ts'
import type { Person } from './person.ts'
import { type Draws, drawsOf } from './seeded-draws.ts'

/** What is known of a person besides the accounts. */
export interface PublicHistory {
  readonly nonCredit: NonCreditAccount[]
  readonly publicRecords: PublicRecords
  readonly statements: Statement[]
  readonly liabilities: RelatedLiability[]
  readonly fraudAlert: { phone: string; from: Day; until: Day } | null
}

interface Scene {
  readonly story: LifeStory
  readonly person: Person
  readonly draws: Draws
  readonly lastMonth: MonthIndex
  /** Months before the January of the report's year. */
  ago(months: number, day: number): Day
}

/** All of it lies in the five years before `today`. */
export function publicHistoryOf(person: Person, today: Day): PublicHistory {
  const january = monthOf(`${today.slice(0, 4)}-01-01`)
  const scene: Scene = {
    story: lifeStoryOf(person),
    person,
    draws: drawsOf(person.seed, 'public'),
    lastMonth: monthOf(today) - 1,
    ago: (months, day) => dayIn(january - months, day),
  }
  const isAdult = january - monthOf(person.birthDate) > 20 * 12
  return {
    nonCredit: isAdult ? nonCreditOf(scene) : [],
    publicRecords: {
      taxArrears: taxArrearsOf(scene),
      judgments: judgmentsOf(scene),
      enforcements: enforcementsOf(scene),
      penalties: penaltiesOf(scene),
      housingFund: isAdult ? housingFundOf(scene) : [],
      livingAllowances: livingAllowancesOf(scene),
      qualifications: isAdult ? qualificationsOf(scene) : [],
      awards: awardsOf(scene),
    },
    statements: statementsOf(scene),
    liabilities: liabilitiesOf(scene),
    fraudAlert:
      scene.story === 'recovered' ? { phone: '19900000000', from: scene.ago(10, 3), until: scene.ago(-14, 2) } : null,
  }
}

function nonCreditOf({ story, person, draws, lastMonth }: Scene): NonCreditAccount[] {
  const isBehind = story === 'heavy-debtor' || story === 'overdue-now'
  const opened = lastMonth - draws.whole(30, 90)
  const owedMonths = isBehind ? 3 : 0
  return [
    {
      kind: 'TE',
      institution: `${person.region.province}某电信运营公司`,
      business: '固定电话及移动通信后付费业务',
      openedOn: dayIn(opened, 11),
      state: isBehind ? '1' : '0',
      owedYuan: isBehind ? draws.whole(120, 680) : 0,
      accountingMonth: monthText(lastMonth),
      payments: 'N'.repeat(24 - owedMonths) + '1'.repeat(owedMonths),
    },
  ]
}

function taxArrearsOf({ story, person, ago }: Scene): PublicRecords['taxArrears'] {
  if (story !== 'self-employed' && story !== 'heavy-debtor') return []
  return [
    {
      authority: `国家税务总局${person.region.city}税务局`,
      owedYuan: story === 'heavy-debtor' ? 36_420 : 8_150,
      countedOn: ago(5, 30),
    },
  ]
}

const causes = ['金融借款合同纠纷', '信用卡纠纷', '小额借款合同纠纷', '民间借贷纠纷', '追偿权纠纷'] as const

function judgmentsOf({ story, person, draws, ago }: Scene): PublicRecords['judgments'] {
  const count = story === 'heavy-debtor' ? 4 : story === 'recovered' ? 1 : 0
  return Array.from({ length: count }, (_, index) => ({
    court: `${person.region.city}人民法院`,
    cause: causes[index] ?? causes[0],
    filedOn: ago(8 - index, 6 + index),
    closing: index === 1 ? ('2' as const) : ('1' as const),
    outcome: index === 1 ? '双方达成调解协议，被告分期偿还本息' : '被告于判决生效之日起十日内偿还借款本金及利息',
    effectiveOn: ago(5 - index, 18),
    claim: '借款本金、利息及实现债权的费用',
    claimYuan: draws.whole(20, 180) * 1000,
  }))
}

/** The first attempt found a little money and was given up; the later ones go on. */
function enforcementsOf({ story, person, draws, ago }: Scene): PublicRecords['enforcements'] {
  if (story !== 'heavy-debtor') return []
  const goesOn = { closing: null, state: '执行中', closedOn: null, enforced: null, enforcedYuan: 0 }
  return [0, 1, 2].map((index) => {
    const claimYuan = draws.whole(20, 160) * 1000
    const enforcedYuan = Math.round(claimYuan / 20)
    const isOver = {
      closing: '4' as const,
      state: '终结本次执行',
      closedOn: ago(1, 20),
      enforced: '银行存款',
      enforcedYuan,
    }
    return {
      court: `${person.region.city}人民法院`,
      cause: causes[index] ?? causes[0],
      filedOn: ago(4 - index, 9),
      claim: '借款本金及利息',
      claimYuan,
      ...(index === 0 ? isOver : goesOn),
    }
  })
}

function penaltiesOf({ story, person, ago }: Scene): PublicRecords['penalties'] {
  if (story !== 'self-employed' && story !== 'heavy-debtor') return []
  return [
    {
      authority: `${person.region.city}市场监督管理局`,
      content: '未按规定公示年度报告，责令限期改正并处罚款',
      fineYuan: 2000,
      effectiveOn: ago(22, 14),
      until: ago(10, 14),
      review: '无',
    },
  ]
}

function housingFundOf({ story, person, draws, ago, lastMonth }: Scene): PublicRecords['housingFund'] {
  if (story === 'self-employed' || story === 'thin-file') return []
  const isActive = story !== 'heavy-debtor' && story !== 'veteran'
  return [
    {
      place: person.region.city,
      joinedOn: ago(38, 5),
      state: isActive ? '1' : '2',
      firstMonth: ago(38, 5).slice(0, 7),
      paidUntil: isActive ? monthText(lastMonth) : ago(9, 1).slice(0, 7),
      employerPercent: 8,
      ownPercent: 8,
      monthlyYuan: draws.whole(6, 30) * 100,
      employer: `${person.region.city}恒信机械制造有限公司`,
      updatedOn: lastDayOf(lastMonth),
    },
  ]
}

function livingAllowancesOf({ story, person, ago }: Scene): PublicRecords['livingAllowances'] {
  if (story !== 'heavy-debtor') return []
  return [
    {
      personKind: '城镇居民',
      place: person.region.city,
      employer: null,
      familyMonthlyYuan: 1860,
      appliedOn: ago(4, 3),
      approvedOn: ago(3, 17),
      updatedOn: ago(2, 20),
    },
  ]
}

function qualificationsOf({ story, person, ago }: Scene): PublicRecords['qualifications'] {
  if (story !== 'mortgage-family' && story !== 'veteran') return []
  return [
    {
      name: story === 'veteran' ? '机械工程师' : '注册会计师',
      grade: story === 'veteran' ? '高级' : null,
      authority: `${person.region.province}人力资源和社会保障厅`,
      place: person.region.city,
      obtainedOn: ago(30, 12),
      until: null,
      revokedOn: null,
    },
  ]
}

function awardsOf({ story, person, ago }: Scene): PublicRecords['awards'] {
  if (story !== 'veteran') return []
  return [
    {
      authority: `${person.region.city}人民政府`,
      content: '授予市级先进工作者称号',
      effectiveOn: ago(18, 28),
      until: null,
    },
  ]
}

function statementsOf({ story, ago }: Scene): Statement[] {
  if (story !== 'heavy-debtor') return []
  return [
    {
      about: '强制执行记录',
      remarks: [{ type: '1', text: '信息主体对立案日期提出异议，征信机构正在核查。', on: ago(2, 16) }],
    },
    {
      about: '信息主体',
      remarks: [
        {
          type: '2',
          text: '本人身份证件曾于两年前遗失，部分网络小额贷款非本人申请，已向公安机关报案。',
          on: ago(3, 8),
        },
      ],
    },
  ]
}

function liabilitiesOf(scene: Scene): RelatedLiability[] {
  switch (scene.story) {
    case 'self-employed':
      return [liabilityOf(scene, 0, ofEnterprise), liabilityOf(scene, 1, paid)]
    case 'heavy-debtor':
      return [
        liabilityOf(scene, 0, { ...unpaid, borrower: '2', status: null }),
        ...[1, 2].map((index) => liabilityOf(scene, index, unpaid)),
      ]
    case 'veteran':
      return [0, 1].map((index) => liabilityOf(scene, index, paid))
    default:
      return []
  }
}

type Standing = Pick<RelatedLiability, 'borrower' | 'classification' | 'status' | 'overdueMonths'>

const paid: Standing = { borrower: '1', classification: '1', status: 'N', overdueMonths: 0 }
const unpaid: Standing = { borrower: '1', classification: '3', status: '4', overdueMonths: 4 }
/** Of an enterprise's debt the months overdue are told, not a status. */
const ofEnterprise: Standing = { borrower: '2', classification: '1', status: null, overdueMonths: 0 }

function liabilityOf({ draws, ago, lastMonth }: Scene, index: number, standing: Standing): RelatedLiability {
  const liableYuan = draws.whole(10, 60) * 10_000
  return {
    ...standing,
    lender: { type: '11', code: draws.letters('ABCDEFGHJKLM', 2) },
    business: '41',
    openedOn: ago(20 + index, 12),
    dueOn: ago(index - 16, 12),
    kind: '2',
    contractNumber: `BZ${draws.letters('0123456789', 12)}`,
    liableYuan,
    currency: 'CNY',
    balanceYuan: Math.round(liableYuan * 0.7),
    accountType: 'D1',
    reportedOn: lastDayOf(lastMonth),
  }
}
