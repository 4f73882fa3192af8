import type { PersonalBasics } from '#central/bureau/personal-report.ts'
import type { Day } from '#contract/values.ts'
import { type LifeStory, lifeStoryOf } from './life-stories.ts'
import { dayIn, monthOf } from './months.ts'
import type { Person } from './person.ts'
import { districts, estates, givenNames, streets, surnames } from './places.ts'
import { type Draws, drawsOf } from './seeded-draws.ts'

type Identity = PersonalBasics['identity']
type Occupation = PersonalBasics['occupations'][number]

/** The circumstances that go with a story. */
interface Circumstances {
  readonly education: Identity['education']
  readonly degree: Identity['degree']
  readonly employment: Identity['employment']
  readonly employerKind: Occupation['employerKind']
  readonly marriage: PersonalBasics['marriage']['state']
  readonly residences: number
  readonly occupations: number
  readonly mobiles: number
  readonly homes: readonly PersonalBasics['residences'][number]['kind'][]
}

const plain: Circumstances = {
  education: '30',
  degree: '5',
  employment: '17',
  employerKind: '40',
  marriage: '10',
  residences: 2,
  occupations: 2,
  mobiles: 2,
  homes: ['5', '3'],
}

const circumstances: Readonly<Record<LifeStory, Circumstances>> = {
  'thin-file': { ...plain, employment: '91', residences: 1, occupations: 1, mobiles: 1, homes: ['3'] },
  'young-card-user': { ...plain, education: '20', degree: '4' },
  'mortgage-family': {
    ...plain,
    education: '20',
    degree: '4',
    employment: '13',
    employerKind: '20',
    marriage: '20',
    residences: 3,
    homes: ['2', '5'],
  },
  'self-employed': { ...plain, employment: '54', marriage: '20', residences: 3, mobiles: 3, homes: ['1', '6'] },
  'overdue-now': { ...plain, education: '60', employment: '24' },
  'heavy-debtor': {
    ...plain,
    employment: '51',
    marriage: '40',
    residences: 5,
    occupations: 5,
    mobiles: 5,
    homes: ['5', '12', '2'],
  },
  recovered: { ...plain, marriage: '20', homes: ['1', '5'] },
  veteran: { ...plain, education: '40', employment: '80', employerKind: '20', marriage: '20', homes: ['11'] },
}

const employers = [
  '远航商贸有限公司',
  '恒信机械制造有限公司',
  '启明软件科技有限公司',
  '绿源食品有限公司',
  '华岳物流有限公司',
  '晨星文化传播有限公司',
] as const
const industries = [
  '批发和零售业',
  '制造业',
  '信息传输、软件和信息技术服务业',
  '交通运输、仓储和邮政业',
  '租赁和商务服务业',
  '教育',
] as const
const professions = [
  '专业技术人员',
  '办事人员和有关人员',
  '商业、服务业人员',
  '生产、运输设备操作人员及有关人员',
] as const

/** Part one of the report (个人基本信息); the dates are before `today` and after the 16th birthday where there is one. */
export function basicsOf(person: Person, today: Day): PersonalBasics {
  const story = circumstances[lifeStoryOf(person)]
  const draws = drawsOf(person.seed, 'basics')
  const address = () => addressIn(person.region.city, draws)
  const updated = updatesBefore(today, draws)
  const isAdult = Number(today.slice(0, 4)) - Number(person.birthDate.slice(0, 4)) > 18
  const home = address()
  return {
    identity: {
      sex: person.sex,
      birthDate: person.birthDate,
      education: isAdult ? story.education : '99',
      degree: isAdult ? story.degree : '9',
      employment: isAdult ? story.employment : '31',
      email: draws.chance(60) ? `${draws.letters('abcdefghkmnprstuvwxyz', 6)}${draws.whole(10, 99)}@example.com` : null,
      postalAddress: home,
      nationality: person.idType === '10' ? '中国' : '不详',
      householdAddress: addressIn(person.region.isCity ? person.region.city : person.region.province, draws),
      mobiles: Array.from({ length: story.mobiles }, (_, index) => ({
        number: mobileNumber(draws),
        updatedOn: updated(index),
      })),
    },
    marriage: marriageOf(isAdult ? story.marriage : '10', person, draws),
    residences: Array.from({ length: story.residences }, (_, index) => ({
      kind: story.homes[index % story.homes.length] ?? '9',
      address: index === 0 ? home : address(),
      phone: draws.chance(40) ? landline(person, draws) : null,
      updatedOn: updated(index),
    })),
    occupations: isAdult
      ? Array.from({ length: story.occupations }, (_, index) => ({
          ...occupationOf(story, person, draws),
          since: String(Number(today.slice(0, 4)) - 1 - index * 2),
          updatedOn: updated(index),
        }))
      : [],
  }
}

/** Newest first; hung on the year, so that the dates stay when the report is asked for again. */
function updatesBefore(today: Day, draws: Draws): (index: number) => Day {
  const january = monthOf(`${today.slice(0, 4)}-01-01`)
  return (index) => dayIn(january - 1 - index * 7 - draws.whole(0, 5), draws.whole(1, 28))
}

function addressIn(city: string, draws: Draws): string {
  const street = `${draws.pick(districts)}${draws.pick(streets)}${draws.whole(1, 288)}号`
  return `${city}${street}${draws.pick(estates)}${draws.whole(1, 32)}幢${draws.whole(1, 3)}单元${draws.whole(1, 18)}0${draws.whole(1, 4)}室`
}

/** 199 followed by 00: a made-up number for every subject. */
function mobileNumber(draws: Draws): string {
  return `19900${draws.letters('0123456789', 6)}`
}

function landline({ region }: Person, draws: Draws): string {
  return `${region.dialling}-${draws.letters('23456789', 1)}${draws.letters('0123456789', 7)}`
}

function marriageOf(
  state: PersonalBasics['marriage']['state'],
  person: Person,
  draws: Draws,
): PersonalBasics['marriage'] {
  if (state !== '20') return { state, spouse: null }
  return {
    state,
    spouse: {
      name: draws.letters(surnames, 1) + draws.letters(givenNames, 2),
      document: { type: '2', number: `E${draws.letters('0123456789', 8)}` },
      employer: person.region.city + draws.pick(employers),
      phone: mobileNumber(draws),
    },
  }
}

function occupationOf(story: Circumstances, person: Person, draws: Draws): Omit<Occupation, 'since' | 'updatedOn'> {
  return {
    employment: story.employment,
    employer: person.region.city + draws.pick(employers),
    employerKind: story.employerKind,
    industry: draws.pick(industries),
    employerAddress: `${person.region.city}${draws.pick(districts)}${draws.pick(streets)}${draws.whole(1, 300)}号`,
    employerPhone: landline(person, draws),
    profession: draws.pick(professions),
    position: draws.pick(['2', '3', '3', '4'] as const),
    title: draws.pick(['0', '2', '3', '9'] as const),
  }
}
