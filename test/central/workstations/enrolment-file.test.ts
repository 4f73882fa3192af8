import { CompactSign, exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bindingFileType, type EnrolmentFileProblem, requestFileType } from '#contract/enrolment-file.ts'
import { getEnrolment } from '#contract/http/identity.ts'
import {
  getBindingFile,
  getWorkstation,
  postApproval,
  postEnrolmentCodes,
  postEnrolmentFile,
  postRevocation,
} from '#contract/http/workstation.ts'
import { keyFingerprint } from '#contract/rules/key-fingerprint.ts'
import { approvalOperation } from '#contract/workstation-administration.ts'
import { readBindingFile } from '#main/binding/read-binding-file.ts'
import { type RequestFacts, writeRequestFile } from '#main/binding/request-file.ts'
import { makeServerCertificate } from '#scripts/certificates.ts'
import { aDevice, type Device } from '#test/support/device.ts'
import { aStaffMember, sign } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

type Staff = Awaited<ReturnType<typeof aStaffMember>>

let service: TestService
let administrator: Staff
let it: Staff
beforeAll(async () => {
  service = await startTestService()
  administrator = await aStaffMember(service, 'E20001')
  it = await aStaffMember(service, 'E60001')
})
afterAll(() => service.stop())

const outlet = '1032050101'
let number = ''
let code = ''
let numbers = 0
beforeEach(async () => {
  numbers += 1
  number = `FIL-${String(numbers).padStart(3, '0')}`
  const order = { institution: outlet, workstationNumbers: [number] }
  code = (await it.call(postEnrolmentCodes, { body: order })).body[0]?.code ?? ''
})

/** A new PC and the file it saves. */
async function aCarriedRequest(changes: Partial<RequestFacts> = {}) {
  const device = await aDevice(service, '10.32.5.40')
  const key = { privateKey: device.privateKey, publicJwk: device.jwk, thumbprint: device.thumbprint }
  const content = await writeRequestFile(key, code, {
    serviceUrl: service.origin,
    institution: outlet,
    factors: { machine: ['b'.repeat(64)] },
    platform: 'win32',
    appVersion: '0.1.0',
    addresses: ['10.32.5.40'],
    madeAt: '2020-01-01T00:00:00.000Z',
    ...changes,
  })
  return { device, content }
}

const open = (content: string, by = administrator) => by.call(postEnrolmentFile, { body: { content } })
const refusal = (problem: EnrolmentFileProblem) => ({ code: 'enrolment-file-refused', fields: [problem] })

async function approve({ thumbprint }: Device, id: string, addresses = ['10.32.5.0/24']) {
  const signature = await sign(service, administrator, approvalOperation(id, thumbprint, addresses))
  return administrator.call(postApproval, { params: { id }, body: { addresses, signature } })
}

/** What the PC makes of a binding file. */
function read(content: string, { thumbprint }: Device, changes: Partial<Parameters<typeof readBindingFile>[1]> = {}) {
  const expected = { caCertificate: service.authority, serviceUrl: service.origin, thumbprint, now: service.now() }
  return readBindingFile(content, { ...expected, ...changes })
}

test('a PC without a line is bound by a request file, a signed approval and a binding file', async () => {
  const { device, content } = await aCarriedRequest()
  const { id } = (await open(content)).body
  const detail = (await administrator.call(getWorkstation, { params: { id } })).body
  expect(detail).toMatchObject({
    number,
    status: 'pending',
    isByFile: true,
    requestedFrom: null,
    reportedAddresses: ['10.32.5.40'],
    requestedBy: { employeeId: 'E60001' },
    thumbprint: device.thumbprint,
    readableFactors: ['machine'],
  })
  expect((await approve(device, id)).status).toBe(200)

  const { body } = await administrator.call(getBindingFile, { params: { id } })
  expect(body.number).toBe(number)
  expect(await read(body.content, device)).toMatchObject({
    workstationNumber: number,
    institution: { code: outlet },
    addresses: ['10.32.5.0/24'],
    logKey: service.services.audit.verifierKey,
  })
  // The same that it hears once it has a line.
  const online = (await device.call(getEnrolment)).body
  expect(online).toEqual({ status: 'approved', binding: await read(body.content, device) })
  const kinds = (await service.entries()).filter(({ object }) => object === number).map(({ kind }) => kind)
  expect(kinds).toEqual([
    'workstation.code-issued',
    'workstation.requested',
    'workstation.approved',
    'workstation.binding-issued',
  ])
})

test('the enrolment code is not in the file', async () => {
  const { content } = await aCarriedRequest()
  expect(Buffer.from(content.split('.')[1] ?? '', 'base64url').toString()).not.toContain(code)
})

test('the same file opened twice, or twice at once, is one workstation', async () => {
  const { content } = await aCarriedRequest()
  const answers = await Promise.all([open(content), open(content), open(content)])
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
})

test('whoever issued the code may open the file and not approve it', async () => {
  const order = { institution: outlet, workstationNumbers: [number] }
  code = (await administrator.call(postEnrolmentCodes, { body: order })).body[0]?.code ?? ''
  const { device, content } = await aCarriedRequest()
  const { id } = (await open(content)).body
  expect((await approve(device, id)).body).toMatchObject({ code: 'second-person-required' })
})

test('a code proves one key only: another key cannot borrow the proof', async () => {
  const { content } = await aCarriedRequest()
  const claims = JSON.parse(Buffer.from(content.split('.')[1] ?? '', 'base64url').toString())
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const { kty, crv, x, y } = await exportJWK(publicKey)
  const stolen = await new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ typ: requestFileType, alg: 'ES256', jwk: { kty, crv, x, y } as never })
    .sign(privateKey)
  expect((await open(stolen)).body).toMatchObject(refusal('code'))
  expect((await open(content)).status).toBe(200)
})

test.each<{ why: string; problem: EnrolmentFileProblem; make: () => Promise<string> }>([
  { why: 'text', problem: 'not-a-request', make: async () => 'not a file of ours' },
  { why: 'a binding file', problem: 'not-a-request', make: () => aBindingFileOf() },
  {
    why: 'one with a changed institution',
    problem: 'altered',
    make: async () => {
      const [header, payload = '', signature] = (await aCarriedRequest()).content.split('.')
      const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), institution: '10320501' }
      return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')
    },
  },
  {
    why: 'one for another service',
    problem: 'other-service',
    make: async () => (await aCarriedRequest({ serviceUrl: 'https://other.example' })).content,
  },
  {
    why: 'one with a code of another institution',
    problem: 'code',
    make: async () => {
      const there = (await service.administration.issueCode('1032050101', `${number}-B`)) && outlet
      code = 'ZZZZZZZZZZZZZZZZ'
      return (await aCarriedRequest({ institution: there })).content
    },
  },
  {
    why: 'one whose code was used',
    problem: 'code',
    make: async () => {
      await open((await aCarriedRequest()).content)
      return (await aCarriedRequest()).content
    },
  },
])('the service refuses $why with $problem, writes it down and registers nothing', async ({ problem, make }) => {
  const content = await make()
  const before = (await service.administration.list()).length
  expect((await open(content)).body).toMatchObject(refusal(problem))
  expect((await service.administration.list()).length).toBe(before)
  const entry = (await service.entries()).at(-1)
  expect(entry).toMatchObject({ kind: 'workstation.enrolment-refused', facts: { reason: problem } })
})

test('a code that was refused with a bad file is still good for a good one', async () => {
  await open((await aCarriedRequest({ serviceUrl: 'https://other.example' })).content)
  expect((await open((await aCarriedRequest()).content)).status).toBe(200)
})

test('a file of another institution is refused to an administrator outside its subtree', async () => {
  code = await service.administration.issueCode('10320501', `${number}-X`)
  const { content } = await aCarriedRequest({ institution: '10320501' })
  expect((await open(content)).status).toBe(404)
  expect((await open(content, it)).status).toBe(200)
})

test('a PC that was taken out of use must make a new key', async () => {
  const { device, content } = await aCarriedRequest()
  const { id } = (await open(content)).body
  await approve(device, id)
  await administrator.call(postRevocation, { params: { id }, body: { reason: 'lost' } })
  expect((await open(content)).body).toMatchObject(refusal('out-of-use'))
  expect((await administrator.call(getBindingFile, { params: { id } })).body).toMatchObject({ code: 'conflict' })
})

async function aBindingFileOf(): Promise<string> {
  const { device, content } = await aCarriedRequest()
  const { id } = (await open(content)).body
  await approve(device, id)
  return (await administrator.call(getBindingFile, { params: { id } })).body.content
}

test('a binding file is good for its PC, its service, its authority and its time only', async () => {
  const { device, content } = await aCarriedRequest()
  const { id } = (await open(content)).body
  await approve(device, id)
  const file = (await administrator.call(getBindingFile, { params: { id } })).body.content
  const problemOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'taken',
      ({ fields }) => fields[0],
    )
  const other = await makeServerCertificate({ dns: ['service.test'], ip: [] }, service.now())
  const [header, payload = '', signature] = file.split('.')
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), serviceUrl: 'https://x.example' }
  const changed = [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')

  expect(await problemOf(read(file, await aDevice(service)))).toBe('other-key')
  expect(await problemOf(read(file, device, { caCertificate: other.authority }))).toBe('untrusted')
  expect(await problemOf(read(file, device, { serviceUrl: 'https://other.example' }))).toBe('untrusted')
  expect(await problemOf(read(file, device, { serviceUrl: 'https://service.test:9443' }))).toBe('other-service')
  expect(await problemOf(read(file, device, { now: new Date('2060-01-01') }))).toBe('certificate-expired')
  expect(await problemOf(read(changed, device))).toBe('altered')
  expect(await problemOf(read(content, device))).toBe('not-a-binding')
  expect(await problemOf(read(file, device))).toBe('taken')
})

test('a binding signed by the PC itself, or by a key without a certificate, is refused', async () => {
  const { device } = await aCarriedRequest()
  const claims = Buffer.from(JSON.stringify({ format: 1 }))
  const signed = (header: object) =>
    new CompactSign(claims)
      .setProtectedHeader({ typ: bindingFileType, alg: 'ES256', ...header })
      .sign(device.privateKey)
  await expect(read(await signed({}), device)).rejects.toMatchObject(refusal('not-a-binding'))
  const authorityDer = service.authority.replaceAll(/-----[^-]+-----|\s/g, '')
  await expect(read(await signed({ x5c: [authorityDer] }), device)).rejects.toMatchObject(refusal('untrusted'))
})

test('the short fingerprint has six groups of four digits and differs with the key', async () => {
  const [one, two] = [await aDevice(service), await aDevice(service)]
  expect(keyFingerprint(one.thumbprint)).toMatch(/^\d{4}( \d{4}){5}$/)
  expect(keyFingerprint(one.thumbprint)).not.toBe(keyFingerprint(two.thumbprint))
  expect(keyFingerprint('0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I')).toBe(
    String(
      BigInt(`0x${Buffer.from('0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I', 'base64url').toString('hex')}`) %
        10n ** 24n,
    )
      .padStart(24, '0')
      .replace(/(\d{4})(?=\d)/g, '$1 '),
  )
})
