import { randomUUID } from 'node:crypto'
import { CorporateRequest, PersonalRequest } from '#central/bureau/bureau-adapter.ts'
import type { CorporateReport } from '#central/bureau/corporate-report.ts'
import type { PersonalReport } from '#central/bureau/personal-report.ts'
import { companyOf } from '#central/bureau/simulated/company/company.ts'
import { type CompanyStory, companyStoryOf } from '#central/bureau/simulated/company/company-stories.ts'
import { reportOfCompany } from '#central/bureau/simulated/company/report-of-company.ts'
import { type LifeStory, lifeStoryOf } from '#central/bureau/simulated/life-stories.ts'
import { personOf } from '#central/bureau/simulated/person.ts'
import { reportOfPerson } from '#central/bureau/simulated/report-of-person.ts'
import type { CorporateSubject } from '#contract/subject.ts'
import { organizationCheckCharacter, usccCheckCharacter } from '#contract/uscc.ts'
import { anIdNumber } from '#test/support/id-numbers.ts'

const workingMorning = new Date('2026-11-24T02:00:00.000Z')

export function aBureauRequest(changes: Partial<PersonalRequest> = {}): PersonalRequest {
  return PersonalRequest.parse({
    idempotencyKey: randomUUID(),
    subjectKind: 'person',
    subject: aSubject(anIdNumber()),
    purposeCode: '02',
    institution: { code: '330100', name: '杭州分行营业部' },
    at: workingMorning,
    ...changes,
  })
}

export function aSubject(idNumber: string): PersonalRequest['subject'] {
  return { name: '张晓明', idType: '10', idNumber }
}

/** A report as the simulated bureau would give it, without its ledger. */
export function aReport(changes: Partial<PersonalRequest> = {}): PersonalReport {
  return reportOfPerson({ request: aBureauRequest(changes), reportNumber: '2026112410000000000001', earlier: [] })
}

/** The ID number of somebody whose life went that way. */
export function anIdNumberOf(story: LifeStory): string {
  const numbers = Array.from({ length: 1000 }, (_, sequence) =>
    anIdNumber({ region: '330102', birthDate: '1982-04-17', sequence }),
  )
  const found = numbers.find((idNumber) => lifeStoryOf(personOf(aSubject(idNumber))) === story)
  if (found === undefined) throw new RangeError(`Nobody has the story ${story}.`)
  return found
}

/** A well-formed unified identifier of a company that does not exist (GB 32100-2015). */
export function aUscc(sequence = 1, region = '320506'): string {
  const organization = `MA${String(sequence).padStart(6, '0')}`
  const body = `91${region}${organization}${organizationCheckCharacter(organization)}`
  return body + usccCheckCharacter(body)
}

export function aCompany(idNumber = aUscc()): CorporateSubject {
  return { kind: 'corporate', name: '苏州恒瑞精密机械有限公司', idType: '20', idNumber }
}

export function aCorporateRequest(changes: Partial<CorporateRequest> = {}): CorporateRequest {
  return CorporateRequest.parse({
    idempotencyKey: randomUUID(),
    subjectKind: 'company',
    subject: aCompany(),
    purposeCode: '01',
    institution: { code: '330100', name: '杭州分行营业部' },
    at: workingMorning,
    ...changes,
  })
}

export function aCorporateReport(changes: Partial<CorporateRequest> = {}): CorporateReport {
  return reportOfCompany({ request: aCorporateRequest(changes), reportNumber: '2026112410000000000001' })
}

/** A company whose life went that way. */
export function aCompanyOf(story: CompanyStory): CorporateSubject {
  const companies = Array.from({ length: 200 }, (_, sequence) => aCompany(aUscc(sequence)))
  // Founded early enough for the whole story to have happened.
  const found = companies.find((one) => companyStoryOf(companyOf(one)) === story && companyOf(one).foundedYear < 2015)
  if (found === undefined) throw new RangeError(`No company has the story ${story}.`)
  return found
}
