import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Decision } from '#contract/decision.ts'
import { defaultPolicyBody } from '#contract/policy.ts'
import { cqw } from '#test/support/cqw.ts'

let folder: string
let example: Record<string, unknown>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cqw-decide-'))
  example = JSON.parse((await cqw('decide', '--example')).stdout)
})
afterAll(() => rmSync(folder, { recursive: true }))

function fileOf(name: string, content: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

test('the example is allowed', async () => {
  const { code, stdout } = await cqw('decide', fileOf('example.json', example))
  expect([code, Decision.parse(JSON.parse(stdout)).outcome]).toEqual([0, 'allowed'])
})

test('a Saturday without consent is blocked with both rules, and only the day can be released', async () => {
  const facts = { ...example, consent: null, now: '2026-11-28T02:00:00.000Z', dayKind: undefined }
  const { code, stdout } = await cqw('decide', fileOf('saturday.json', facts))
  expect(code).toBe(0)
  expect(JSON.parse(stdout).reasons).toMatchObject([
    { rule: 'consent-missing', isReleasable: false },
    { rule: 'non-working-day', isReleasable: true, facts: { day: '2026-11-28' } },
  ])
})

test('a policy of ones own decides by its own numbers', async () => {
  const body = { ...defaultPolicyBody, consent: { firstUseWithinDays: 4 } }
  const policy = fileOf('policy.json', { version: 9, effectiveFrom: '2026-01-01T00:00:00.000Z', body })
  const { stdout } = await cqw('decide', fileOf('example.json', example), '--policy', policy)
  expect(JSON.parse(stdout)).toMatchObject({
    outcome: 'blocked',
    reasons: [{ rule: 'consent-expired' }],
    policyVersion: 9,
  })
})

test.each([
  { why: 'a grade that does not exist', content: () => ({ ...example, user: { grade: 'D' } }), says: 'user.grade' },
  { why: 'an unknown field', content: () => ({ ...example, extra: 1 }), says: 'extra' },
  { why: 'cut JSON', content: () => '{\n  "purpose": ', says: 'line 2' },
  { why: 'an array', content: () => [], says: '(whole)' },
])('$why ends with exit code 2 and says where', async ({ content, says }) => {
  const { code, stdout, stderr } = await cqw('decide', fileOf('bad.json', content()))
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(says)
})

test.each([{ args: ['decide'] }, { args: ['decide', '/nowhere/facts.json'] }, { args: ['calendar', '2026-13-01'] }])(
  'cqw $args ends with exit code 2',
  async ({ args }) => {
    expect(await cqw(...args)).toMatchObject({ code: 2, stdout: '' })
  },
)
