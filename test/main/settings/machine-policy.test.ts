import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { machinePolicyPath, readMachinePolicy } from '#main/settings/machine-policy.ts'

const folder = mkdtempSync(join(tmpdir(), 'policy-'))
afterAll(() => rmSync(folder, { recursive: true }))

const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
const good = { serviceUrl: 'https://credit.bank.example:8443', caCertificate: pem, enrolmentCode: '0123456789ABCDEF' }

function read(text: string) {
  const path = join(folder, 'policy.json')
  writeFileSync(path, text)
  return readMachinePolicy(path)
}

test('a whole policy is read, with a byte order mark too', () => {
  expect(read(`\uFEFF${JSON.stringify(good)}`)).toEqual(good)
})

test('a trailing slash is no part of the origin', () => {
  expect(read(JSON.stringify({ ...good, serviceUrl: 'https://credit.bank.example/' })).serviceUrl).toBe(
    'https://credit.bank.example',
  )
})

test.each([
  ['http', { ...good, serviceUrl: 'http://credit.bank.example' }],
  ['a path', { ...good, serviceUrl: 'https://credit.bank.example/api' }],
  ['a user', { ...good, serviceUrl: 'https://user:secret@credit.bank.example' }],
  ['a query', { ...good, serviceUrl: 'https://credit.bank.example?x' }],
  ['no address', { ...good, serviceUrl: 'credit.bank.example' }],
  ['no certificate', { ...good, caCertificate: 'MIIB' }],
  ['a private key as certificate', { ...good, caCertificate: pem.replaceAll('CERTIFICATE', 'PRIVATE KEY') }],
  ['a wrong code', { ...good, enrolmentCode: 'UUUUUUUUUUUUUUUU' }],
  ['an unknown setting', { ...good, proxy: 'http://proxy' }],
  ['a list', [good]],
  ['nothing', null],
])('%s is invalid', (_what, content) => {
  expect(() => read(JSON.stringify(content))).toThrow(expect.objectContaining({ problem: 'invalid' }))
})

test.each(['', '{', '{"__proto__":{"serviceUrl":"https://evil.example"}}', 'x'.repeat(100_000)])(
  'a file of %.12j is invalid',
  (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ problem: 'invalid' }))
  },
)

test('a missing file and a folder in its place are told apart', () => {
  expect(() => readMachinePolicy(join(folder, 'none.json'))).toThrow(expect.objectContaining({ problem: 'missing' }))
  expect(() => readMachinePolicy(folder)).toThrow(expect.objectContaining({ problem: 'unreadable' }))
})

test.each([
  { isProduction: true, platform: 'linux', path: '/etc/credit-query-workstation/policy.json' },
  { isProduction: true, platform: 'win32', path: 'D:\\Data\\CreditQueryWorkstation\\policy.json' },
  { isProduction: false, platform: 'linux', path: '/elsewhere/policy.json' },
] as const)('on $platform, packaged: $isProduction, the policy is $path', ({ isProduction, platform, path }) => {
  const env = { CQW_MACHINE_POLICY: '/elsewhere/policy.json', ProgramData: 'D:\\Data' }
  expect(machinePolicyPath({ isProduction, platform, env })).toBe(path)
})

test.runIf(process.getuid?.() === 0).each([
  { why: 'root’s, for reading only', mode: 0o644, uid: 0, isUsed: true },
  { why: 'root’s, writable by a group', mode: 0o664, uid: 0, isUsed: false },
  { why: 'root’s, writable by everybody', mode: 0o646, uid: 0, isUsed: false },
  { why: 'an ordinary user’s', mode: 0o644, uid: 65_534, isUsed: false },
])('in production a file that is $why is used: $isUsed', ({ mode, uid, isUsed }) => {
  const file = join(folder, 'protected.json')
  writeFileSync(file, JSON.stringify(good))
  chmodSync(file, mode)
  chownSync(file, uid, uid)
  const read = () => readMachinePolicy(file, { mustBeProtected: true })
  if (isUsed) expect(read().serviceUrl).toBe(good.serviceUrl)
  else expect(read).toThrow(expect.objectContaining({ problem: 'unprotected' }))
})
