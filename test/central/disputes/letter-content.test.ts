import { expect, test } from 'vitest'
import type { StoredDispute } from '#central/disputes/dispute-repository.ts'
import { letterOf } from '#central/disputes/letter-content.ts'
import { Subject } from '#contract/subject.ts'
import { anIdNumber } from '#test/support/id-numbers.ts'

const person = Subject.parse({ name: '沈嘉禾', idType: '10', idNumber: anIdNumber() })
const company = { kind: 'corporate', name: '虚构制造有限公司', idType: '20', idNumber: '91110105MA00000000' } as Subject
const text = '已于本月更正。\n深表歉意。'

function aDispute(outcome: string | null): StoredDispute {
  const steps = [
    { kind: 'taken', detail: null, text: '有异议' },
    ...(outcome
      ? [
          { kind: 'checked', detail: outcome, text: '内部核查经过' },
          { kind: 'answered', detail: 'post', text },
        ]
      : []),
  ]
  const institution = { code: '1032050101', name: '示范银行金鸡湖网点' }
  return { id: '5f1c8a52-77aa-4d0e-9b53-0d2f8f1f5a10', institution, receivedOn: '2026-11-01', steps } as never
}

test('the letter says what was found and the answer as it was written, and nothing of how it was checked', () => {
  const letter = letterOf(aDispute('corrected'), person, '2026-11-20')
  const words = letter.paragraphs.join('\n')
  expect(letter.title).toBe('个人信用信息异议答复函')
  expect(words).toContain('2026 年 11 月 1 日')
  expect(words).toContain('确有错误或遗漏')
  expect(letter.paragraphs).toEqual(expect.arrayContaining(['已于本月更正。', '深表歉意。']))
  expect(words).not.toContain('内部核查经过')
  expect(letter.addressee).not.toContain(person.idNumber)
  expect(letter).toMatchObject({ signedBy: '示范银行金鸡湖网点', signedOn: '2026 年 11 月 20 日' })
})

test.each(['correct', 'corrected', 'unauthorised-query', 'not-ours'])(
  'an outcome of %s has a sentence of its own',
  (outcome) => {
    expect(letterOf(aDispute(outcome), person, '2026-11-20').paragraphs[1]).toMatch(/^经核查/)
  },
)

test('a dispute that was not answered has no letter', () => {
  expect(() => letterOf(aDispute(null), person, '2026-11-20')).toThrow('It has not been answered yet.')
})

test('a company is answered as a company', () => {
  expect(letterOf(aDispute('correct'), company, '2026-11-20').title).toBe('企业信用信息异议答复函')
})
