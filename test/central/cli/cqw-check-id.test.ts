import { expect, test } from 'vitest'
import { cqw } from '#test/support/cqw.ts'
import { anIdNumber } from '#test/support/id-numbers.ts'

const good = anIdNumber()
const wrongEnd = good.slice(0, 17) + (good.endsWith('0') ? '1' : '0')

test.each([
  { text: good, code: 0, word: 'resident-id', says: 'well formed' },
  { text: `${good.slice(0, 6)} ${good.slice(6)}`, code: 0, word: 'resident-id', says: 'well formed' },
  { text: '91350100M000100Y43', code: 0, word: 'uscc', says: 'well formed' },
  { text: '91350100m000100y43', code: 0, word: 'uscc', says: 'well formed' },
  { text: wrongEnd, code: 1, word: 'invalid', says: 'check character' },
  { text: `${good.slice(0, 10)}13${good.slice(12)}`, code: 1, word: 'invalid', says: 'birth date' },
  { text: '91350100M000100Y44', code: 1, word: 'invalid', says: 'GB 32100' },
  { text: '123', code: 1, word: 'invalid', says: '3 characters' },
])('cqw check-id $text begins with $word and ends with exit code $code', async ({ text, code, word, says }) => {
  const answer = await cqw('check-id', text)
  expect(answer).toMatchObject({ code, stderr: '' })
  expect(answer.stdout).toMatch(new RegExp(`^${word}\\b.*${says}.*\\n$`))
})

test('cqw check-id without a number ends with exit code 2', async () => {
  expect(await cqw('check-id')).toMatchObject({ code: 2, stdout: '' })
})
