import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepFirstScreen, readFirstScreen } from '#main/platform/first-screen.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-screen-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const screen = {
  language: 'en',
  institution: '示范银行金鸡湖网点',
  workstation: 'JJH-001',
  version: '0.1.0',
  test: '0',
}

test('what was kept comes back as the fragment of the login page, readable by nobody else', () => {
  keepFirstScreen(folder, screen)
  expect(Object.fromEntries(new URLSearchParams(readFirstScreen(folder)))).toEqual(screen)
  expect(statSync(join(folder, 'first-screen.json')).mode & 0o777).toBe(0o600)
})

test.each([
  { why: 'no file', text: undefined },
  { why: 'no JSON', text: '{' },
  { why: 'a list', text: '[]' },
  { why: 'a missing field', text: JSON.stringify({ ...screen, workstation: undefined }) },
  { why: 'a number', text: JSON.stringify({ ...screen, version: 1 }) },
  { why: 'a novel', text: JSON.stringify({ ...screen, institution: 'x'.repeat(81) }) },
])('$why gives an empty fragment, not an error', ({ text }) => {
  if (text !== undefined) writeFileSync(join(folder, 'first-screen.json'), text)
  expect(readFirstScreen(folder)).toBe('')
})

test('a folder that cannot be written is no reason to fail', () => {
  expect(() => keepFirstScreen(join(folder, 'missing'), screen)).not.toThrow()
})
