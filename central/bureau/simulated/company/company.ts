import { districts, givenNames, type Region, regionOf, streets, surnames } from '#central/bureau/simulated/places.ts'
import { type Draws, drawsOf } from '#central/bureau/simulated/seeded-draws.ts'
import { residentIdCheckCharacter } from '#contract/resident-id.ts'
import type { CorporateSubject } from '#contract/subject.ts'
import { organizationCheckCharacter, usccCheckCharacter } from '#contract/uscc.ts'

/** What the number itself says about a company, and what hangs on it alone. */
export interface Company {
  readonly name: string
  readonly idType: CorporateSubject['idType']
  readonly idNumber: string
  readonly region: Region
  readonly foundedYear: number
  /** Stands for the number wherever choices are drawn. */
  readonly seed: string
}

export function companyOf({ name, idType, idNumber }: CorporateSubject): Company {
  const seed = `corporate|${idType}|${idNumber}`
  const draws = drawsOf(seed, 'company')
  // The third to eighth character of a unified identifier are its region (GB 32100-2015 section 5.3).
  const drawn = draws.pick(['110101', '310115', '320506', '330106', '440305', '510104'])
  const foundedYear = draws.whole(1998, 2017)
  return {
    name,
    idType,
    idNumber,
    seed,
    region: regionOf(idType === '20' ? idNumber.slice(2, 8) : drawn),
    foundedYear,
  }
}

/** A well-formed identifier of a company that does not exist. */
export function madeUpUscc(draws: Draws): string {
  const organization = draws.letters('0123456789ABCDEFGHJKLMNPQRTUWXY', 8)
  const body = `9132050${draws.whole(0, 9)}${organization}${organizationCheckCharacter(organization)}`
  return body + usccCheckCharacter(body)
}

export function madeUpCompanyName(draws: Draws): string {
  const place = draws.pick(['苏州', '南京', '上海', '杭州', '无锡', '常州'])
  const word = draws.letters('恒远华盛瑞泰鼎新宏达安信博联', 2)
  const trade = draws.pick(['机械制造', '新材料', '电子科技', '纺织', '商贸', '建设工程'])
  return `${place}${word}${trade}有限公司`
}

export function madeUpPerson(draws: Draws): { name: string; idNumber: string } {
  const birth = `${draws.whole(1960, 1985)}${String(draws.whole(1, 12)).padStart(2, '0')}${String(draws.whole(1, 28)).padStart(2, '0')}`
  const body = `320506${birth}${String(draws.whole(1, 999)).padStart(3, '0')}`
  return {
    name: draws.pick([...surnames]) + draws.letters(givenNames, draws.whole(1, 2)),
    idNumber: body + residentIdCheckCharacter(body),
  }
}

export function madeUpAddress(company: Company, draws: Draws): string {
  return `${company.region.city}${draws.pick(districts)}${draws.pick(streets)}${draws.whole(1, 300)}号`
}
