import { expect, test } from 'vitest'
import { corporateIdProblem } from '#contract/corporate-id.ts'
import { CorporateSubject, kindOfSubject, Subject } from '#contract/subject.ts'

test.each([
  { why: 'a well-formed unified identifier', idType: '20', text: '91320506MA1P4K7TXR', problem: undefined },
  { why: 'one too short', idType: '20', text: '91320506MA1P4K7TX', problem: 'length' },
  { why: 'a letter that is not used', idType: '20', text: '91320506MA1P4K7TXI', problem: 'characters' },
  { why: 'letters in the region', idType: '20', text: '9132050AMA1P4K7TXR', problem: 'region' },
  { why: 'a slip in the organization code', idType: '20', text: '91320506MA1P4K7T1R', problem: 'organization-check' },
  { why: 'a wrong last character', idType: '20', text: '91320506MA1P4K7TX0', problem: 'check-character' },
  { why: 'its organization code alone', idType: '30', text: 'MA1P4K7TX', problem: undefined },
  { why: 'an organization code of eight', idType: '30', text: 'MA1P4K7T', problem: 'organization-length' },
  { why: 'a letter as its check', idType: '30', text: 'MA1P4K7TA', problem: 'organization-characters' },
  { why: 'another check character', idType: '30', text: 'MA1P4K7T1', problem: 'organization-check' },
  { why: 'a code of the bureau', idType: '10', text: '3205060000123456', problem: undefined },
  { why: 'a code of the bureau too short', idType: '10', text: '320506000012345', problem: 'credit-code-length' },
  { why: 'letters behind the third place', idType: '10', text: '320A060000123456', problem: 'credit-code-characters' },
] as const)('$why: $problem', ({ idType, text, problem }) => {
  expect(corporateIdProblem(idType, text)).toBe(problem)
  const subject = { kind: 'corporate', name: '苏州恒瑞精密机械有限公司', idType, idNumber: text }
  expect(CorporateSubject.safeParse(subject).success).toBe(problem === undefined)
})

test('who says no kind is a person, a company says so, and a resident identity number is no company', () => {
  const person = { name: '沈嘉禾', idType: '10', idNumber: '320506198603140210' }
  const company = { kind: 'corporate', name: '苏州恒瑞精密机械有限公司', idType: '20', idNumber: '91320506MA1P4K7TXR' }
  expect(kindOfSubject(Subject.parse(person))).toBe('personal')
  expect(kindOfSubject(Subject.parse(company))).toBe('corporate')
  expect(Subject.safeParse({ ...person, kind: 'corporate' }).success).toBe(false)
  // Without its kind the number could only be a person's: 20 is a military document there.
  expect(kindOfSubject(Subject.parse({ ...company, kind: undefined }))).toBe('personal')
})
