import { expect, test } from 'vitest'
import { passwordProblem } from '#contract/rules/new-password.ts'

const rule = { employeeId: 'E10017', minLength: 12 }

test.each([
  { typed: 'battery-staple', problem: undefined, why: 'two words that do not go together' },
  { typed: '春眠不觉晓处处闻啼鸟呀', problem: 'too-short', why: 'eleven Chinese characters' },
  { typed: '春眠不觉晓处处闻啼鸟夜来', problem: undefined, why: 'twelve Chinese characters' },
  { typed: '𠮷𠮷𠮷𠮷𠮷𠮷abc', problem: 'too-short', why: 'nine characters in fifteen code units' },
  { typed: 'horse-stapl', problem: 'too-short', why: 'eleven' },
  { typed: 'horse-staple', problem: undefined, why: 'twelve' },
  { typed: `horse-staple${'x1'.repeat(58)}`, problem: undefined, why: 'as long as a field takes' },
  { typed: `horse-staple${'x1'.repeat(58)}x`, problem: 'too-long', why: 'longer' },
  { typed: 'horse-E10017-staple', problem: 'has-employee-id', why: 'the employee ID' },
  { typed: 'horse-e10017-staple', problem: 'has-employee-id', why: 'the employee ID in small letters' },
  { typed: '202611241234', problem: 'common', why: 'digits alone' },
  { typed: 'aaaaaaaaaaaaaaa', problem: 'common', why: 'one character' },
  { typed: 'abababababababcd', problem: 'common', why: 'four characters' },
  { typed: 'Password123456', problem: 'common', why: 'a common word and digits' },
  { typed: 'P@ssw0rd2026!!', problem: 'common', why: 'a common word in disguise' },
  { typed: 'qwertyuiop123', problem: 'common', why: 'a row of keys' },
  { typed: 'woaini1314520', problem: 'common', why: 'what is common in Chinese' },
  { typed: 'zhengxin-chaxun-2026', problem: 'common', why: 'the business itself' },
  { typed: 'bank-of-rivers-9', problem: undefined, why: 'a common word among others' },
])('$why: $problem', ({ typed, problem }) => {
  expect(passwordProblem(typed, rule)).toBe(problem)
})
