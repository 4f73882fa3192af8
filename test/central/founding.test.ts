import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyFingerprint } from '#contract/rules/key-fingerprint.ts'
import { createDeviceKeys } from '#main/binding/device-key.ts'
import { readBindingFile } from '#main/binding/read-binding-file.ts'
import { type RequestFacts, writeRequestFile } from '#main/binding/request-file.ts'
import { makeServerCertificate } from '#scripts/certificates.ts'
import { aKeyVault } from '#test/support/client-parts.ts'
import { cqw } from '#test/support/cqw.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { readEntries } from '#test/support/log-entries.ts'

const origin = 'https://service.test:8443'
let folder: string
let cloned: Awaited<ReturnType<typeof cloneDatabase>>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cqw-founding-'))
  cloned = await cloneDatabase({ connections: 3 })
})
afterEach(async () => {
  await cloned.drop()
  await rm(folder, { recursive: true, force: true })
})

const bank = (name: string, ...rest: string[]) => cqw('bank', name, '--data', folder, '--database', cloned.url, ...rest)
const foundBank = (ids = ['E40001', 'E40002']) =>
  bank(
    'found',
    ...['--institution', '100000', '--name', '示范银行总行', '--region', '110000'],
    ...['--administrator', ...ids.map((id) => `${id}=某人`)],
  )
const codeIn = (stdout: string) => stdout.trim().replaceAll('-', '')

/** A new PC of head office and the request file it saves. */
async function aPc(code: string) {
  const key = await createDeviceKeys(aKeyVault(), origin).current()
  const facts: RequestFacts = {
    ...{ serviceUrl: origin, institution: '100000', factors: {}, platform: 'win32', appVersion: '0.1.0' },
    ...{ addresses: ['10.1.1.9'], madeAt: new Date().toISOString() },
  }
  const file = join(folder, 'first.cqw-request')
  await writeFile(file, await writeRequestFile(key, code, facts))
  return { file, thumbprint: key.thumbprint, fingerprint: keyFingerprint(key.thumbprint) }
}

async function theCertificate() {
  const made = await makeServerCertificate({ dns: ['service.test'], ip: [] }, new Date())
  const [certificate, key] = [join(folder, 'service.pem'), join(folder, 'service-key.pem')]
  await writeFile(certificate, made.certificate)
  await writeFile(key, made.privateKey)
  return { authority: made.authority, options: ['--origin', origin, '--certificate', certificate, '--key', key] }
}

test('a fresh bank gets head office, two administrators and a first workstation at the console, and the log has each step', async () => {
  const opened = await foundBank()
  expect(opened.code).toBe(0)
  expect(opened.stdout.match(/initial password {2}\S{19}/g)).toHaveLength(2)
  expect(opened.stdout.match(/otpauth:\/\/totp\//g)).toHaveLength(2)

  const { stdout } = await bank('first-code', '--number', 'HO-001')
  const pc = await aPc(codeIn(stdout))
  const { authority, options } = await theCertificate()
  const binding = join(folder, 'first.cqw-binding')
  const approval = await bank(
    'approve-first-workstation',
    ...['--number', 'HO-001', '--fingerprint', pc.fingerprint, '--address', '10.1.1.9', '10.1.2.0/24'],
    ...['--request', pc.file, '--binding', binding, ...options],
  )
  expect(approval.stderr).toBe('')
  expect(approval.code).toBe(0)
  const expected = { caCertificate: authority, serviceUrl: origin, thumbprint: pc.thumbprint, now: new Date() }
  expect(await readBindingFile(await readFile(binding, 'utf8'), expected)).toMatchObject({
    workstationNumber: 'HO-001',
    addresses: ['10.1.1.9', '10.1.2.0/24'],
  })

  const entries = await readEntries(cloned.database)
  expect(entries.map(({ kind }) => kind)).toEqual([
    'user.opened',
    'user.opened',
    'bank.founded',
    'workstation.code-issued',
    'workstation.requested',
    'workstation.approved',
    'workstation.binding-issued',
  ])
  expect(entries.find(({ kind }) => kind === 'workstation.approved')).toMatchObject({
    employeeId: null,
    object: 'HO-001',
    facts: { addresses: ['10.1.1.9', '10.1.2.0/24'], thumbprint: pc.thumbprint, atConsole: userInfo().username },
  })

  // From here on an administrator can log in, and the console is shut.
  const again = await bank('first-code', '--number', 'HO-002')
  expect(again).toMatchObject({ code: 2, stdout: '' })
  expect(again.stderr).toContain('An administrator can log in')
}, 60_000)

test('head office is founded once, by two people', async () => {
  expect((await foundBank(['E40001', 'E40001'])).code).toBe(2)
  expect((await foundBank()).code).toBe(0)
  const second = await foundBank(['E40003', 'E40004'])
  expect(second).toMatchObject({ code: 2, stdout: '' })
  expect(second.stderr).toContain('has an administrator already')
  const users = await cloned.database`select employee_id from app_user order by 1`
  expect(users.map((row) => row['employee_id'])).toEqual(['E40001', 'E40002'])
}, 60_000)

test('nothing is approved before the bank is founded, nor with another fingerprint', async () => {
  expect((await bank('first-code', '--number', 'HO-001')).stderr).toContain('Found the bank first')
  await foundBank()
  const pc = await aPc(codeIn((await bank('first-code', '--number', 'HO-001')).stdout))
  const { options } = await theCertificate()
  const binding = join(folder, 'wrong.cqw-binding')
  const wrong = await bank(
    'approve-first-workstation',
    ...['--number', 'HO-001', '--fingerprint', '1111 2222 3333 4444 5555 6666', '--address', '10.1.1.9'],
    ...['--request', pc.file, '--binding', binding, ...options],
  )
  expect(wrong.code).toBe(2)
  expect(wrong.stderr).toContain('fingerprint')
  expect(existsSync(binding)).toBe(false)
  const [row] = await cloned.database`select status from workstation`
  expect(row?.['status']).toBe('pending')
}, 60_000)
