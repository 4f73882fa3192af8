import { expect, test } from 'vitest'
import { type BuildRule, everyBuild, judgeBuild } from '#central/identity/judge-build.ts'

const known = `release-${'a'.repeat(64)}`
const trial = `trial-${'b'.repeat(64)}`
const rule: BuildRule = { allowed: [known, trial, 'test-unpackaged'], minimumVersion: '1.4.2' }

test.each([
  { why: 'the released build', id: known, version: '1.4.2', refusal: undefined },
  { why: 'a newer version of a known build', id: known, version: '1.10.0', refusal: undefined },
  { why: 'one patch too old', id: known, version: '1.4.1', refusal: 'build-too-old' },
  { why: 'numbers, not letters, are compared', id: known, version: '1.10.2', refusal: undefined },
  { why: 'a major too old with large minors', id: known, version: '0.99.99', refusal: 'build-too-old' },
  { why: 'a forged higher version', id: `release-${'c'.repeat(64)}`, version: '99.0.0', refusal: 'build-unknown' },
  { why: 'a trial package, even listed', id: trial, version: '1.4.2', refusal: 'build-not-released' },
  { why: 'a test build, even listed', id: 'test-unpackaged', version: '1.4.2', refusal: 'build-not-released' },
  { why: 'no id', id: '', version: '1.4.2', refusal: 'build-malformed' },
  { why: 'an id in upper case', id: known.toUpperCase(), version: '1.4.2', refusal: 'build-malformed' },
  { why: 'an id that is too short', id: 'release-abc', version: '1.4.2', refusal: 'build-malformed' },
  { why: 'no version', id: known, version: '', refusal: 'build-malformed' },
  { why: 'a prerelease', id: known, version: '1.4.2-beta.1', refusal: 'build-malformed' },
  { why: 'two numbers', id: known, version: '1.4', refusal: 'build-malformed' },
  { why: 'a negative number', id: known, version: '1.4.-2', refusal: 'build-malformed' },
  { why: 'a number beyond counting', id: known, version: '1.4.999999999999', refusal: 'build-malformed' },
  { why: 'a line break behind', id: known, version: '1.4.2\n', refusal: 'build-malformed' },
])('$why: $refusal', ({ id, version, refusal }) => {
  expect(judgeBuild({ id, version }, rule)).toBe(refusal)
})

test('who says nothing is refused where anything is asked', () => {
  expect(judgeBuild(undefined, rule)).toBe('build-missing')
  expect(judgeBuild(undefined, { allowed: 'any', minimumVersion: '0.1.0' })).toBe('build-missing')
  expect(judgeBuild(undefined, { allowed: [], minimumVersion: '0.0.0' })).toBe('build-missing')
})

test('a test service lets every well-formed build in, and who says nothing', () => {
  expect(judgeBuild({ id: 'test-unpackaged', version: '0.1.0' }, everyBuild)).toBeUndefined()
  expect(judgeBuild(undefined, everyBuild)).toBeUndefined()
})

test('nobody is listed: nobody logs in', () => {
  expect(judgeBuild({ id: known, version: '1.4.2' }, { allowed: [], minimumVersion: '0.0.0' })).toBe('build-unknown')
})
