import fc from 'fast-check'
import { expect, test } from 'vitest'
import { organizationCheckCharacter, usccCheckCharacter, usccProblem } from '#contract/uscc.ts'

/** The example of GB 32100-2015, annex. */
const good = '91350100M000100Y43'

test.each([
  { why: 'the example of the standard', text: good, problem: undefined },
  { why: 'one character short', text: good.slice(1), problem: 'length' },
  { why: 'a letter O', text: `9135010OM000100Y43`, problem: 'characters' },
  { why: 'a lower-case letter', text: good.toLowerCase(), problem: 'characters' },
  { why: 'a letter in the region', text: `91A50100M000100Y43`, problem: 'region' },
  { why: 'another organization code', text: '91350100M000200Y43', problem: 'organization-check' },
  { why: 'another registering authority', text: '51350100M000100Y43', problem: 'check-character' },
  { why: 'another check character', text: '91350100M000100Y44', problem: 'check-character' },
])('$why: $problem', ({ text, problem }) => {
  expect(usccProblem(text)).toBe(problem)
})

const character = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY')
const identifiers = fc
  .tuple(
    fc.constantFrom('91', '92', '11', '51'),
    fc.integer({ min: 110_000, max: 659_999 }),
    fc.string({ unit: character, minLength: 8, maxLength: 8 }),
  )
  .map(([kind, region, organization]) => {
    const body = `${kind}${region}${organization}${organizationCheckCharacter(organization)}`
    return body + usccCheckCharacter(body)
  })

test('every identifier with both check characters is well formed, and no single changed character goes unnoticed', () => {
  fc.assert(
    fc.property(identifiers, fc.nat(17), character, (text, at, other) => {
      expect(usccProblem(text)).toBeUndefined()
      fc.pre(text[at] !== other)
      expect(usccProblem(text.slice(0, at) + other + text.slice(at + 1))).not.toBeUndefined()
    }),
  )
})
