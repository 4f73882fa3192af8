import { expect, test } from 'vitest'
import { hasFilterOfItsOwn } from '#main/platform/judge-sandbox.ts'

const status = (mode: number, filters?: number) =>
  `Name:\telectron\nSeccomp:\t${mode}\n${filters === undefined ? '' : `Seccomp_filters:\t${filters}\n`}Speculation_Store_Bypass:\tvulnerable\n`

test.each([
  { why: 'a sandboxed window', window: status(2, 1), own: status(0, 0), is: true },
  { why: 'no sandbox', window: status(0, 0), own: status(0, 0), is: false },
  { why: 'sandboxed within a container', window: status(2, 2), own: status(2, 1), is: true },
  { why: 'only the filter of the container', window: status(2, 1), own: status(2, 1), is: false },
  { why: 'an older kernel, sandboxed', window: status(2), own: status(0), is: true },
  { why: 'an older kernel, not to be told from its container', window: status(2), own: status(2), is: false },
  { why: 'a kernel without seccomp', window: 'Name:\telectron\n', own: 'Name:\telectron\n', is: false },
])('$why: $is', ({ window, own, is }) => {
  expect(hasFilterOfItsOwn(window, own)).toBe(is)
})
