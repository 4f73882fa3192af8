import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '#main/platform/content-security-policy.ts'

const strict =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'none'; font-src 'none'; media-src 'none'; connect-src 'none'; " +
  "frame-src 'none'; child-src 'none'; worker-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

test('the report window is the strictest and sandboxed', () => {
  expect(contentSecurityPolicy('viewer')).toBe(`${strict}; sandbox allow-scripts allow-same-origin`)
})

test('the login window may show its own pictures beside that', () => {
  expect(contentSecurityPolicy('login')).toBe(strict.replace("img-src 'none'", "img-src 'self'"))
})

test.each(['login', 'viewer'] as const)('the %s window has no inline styles or scripts', (role) => {
  expect(contentSecurityPolicy(role)).not.toContain('unsafe')
})

test('the app may style inline and runs no inline script', () => {
  expect(contentSecurityPolicy('app')).toContain("style-src 'self' 'unsafe-inline'")
  expect(contentSecurityPolicy('app')).toContain("script-src 'self';")
  expect(contentSecurityPolicy('app')).toContain("connect-src 'none'")
})

test('the app plays videos of our own scheme, and nothing of what a page could make up itself', () => {
  expect(contentSecurityPolicy('app')).toContain("media-src 'self';")
})
