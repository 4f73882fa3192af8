import { X509Certificate } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { pdfSignatures } from '#central/consents/inspection/pdf-signature.ts'
import { type Authority, anAuthority } from '#test/support/certificates.ts'
import { aPdf } from '#test/support/scans.ts'
import { aSignedPdf } from '#test/support/signed-pdf.ts'

let authority: Authority
let pdf: Buffer
beforeAll(async () => {
  authority = await anAuthority()
  pdf = aSignedPdf(await authority.issue({ use: 'client', name: 'customer.example' }))
})

function verdicts(bytes: Buffer, at = new Date(), authorities = [authority]) {
  return pdfSignatures(bytes, {
    authorities: authorities.map(({ certificate }) => new X509Certificate(certificate)),
    at,
  })
}

function changed(from: string, to: string): Buffer {
  return Buffer.from(pdf.toString('latin1').replace(from, to), 'latin1')
}

test('a PDF signed by somebody our authority vouches for is valid', () => {
  expect(verdicts(pdf)).toEqual(['valid'])
})

test('the same with another authority is whole, by an unknown signer', async () => {
  expect(verdicts(pdf, new Date(), [await anAuthority()])).toEqual(['unknown-signer'])
  expect(verdicts(pdf, new Date(), [])).toEqual(['unknown-signer'])
})

test('a certificate that is over vouches for nobody', () => {
  expect(verdicts(pdf, new Date(Date.now() + 40 * 86_400_000))).toEqual(['unknown-signer'])
})

test('something added after signing is told apart from something changed', () => {
  expect(verdicts(Buffer.concat([pdf, Buffer.from('9 0 obj\n<< >>\nendobj\n%%EOF\n')]))).toEqual(['extended'])
})

test.each([
  { what: 'one letter of what was signed', from: '/MediaBox [0 0 595 842]', to: '/MediaBox [0 0 595 843]' },
  { what: 'the range that is said to be signed', from: '/ByteRange [0 ', to: '/ByteRange [9 ' },
  { what: 'where the signature ends', from: '000> >>', to: '000> ]>' },
])('$what changed is an altered file', ({ from, to }) => {
  expect(pdf.includes(from)).toBe(true)
  expect(verdicts(changed(from, to))).toEqual(['altered'])
})

test('a signature taken from another file is an altered file', async () => {
  const other = aSignedPdf(await authority.issue({ use: 'client', name: 'other.example' }))
  const hole = (bytes: Buffer) => /<[0-9a-f]{8192}>/.exec(bytes.toString('latin1'))?.[0] ?? ''
  const cross = pdf.toString('latin1').replace(hole(pdf), hole(other)).replace('[0 0 595 842]', '[0 0 595 840]')
  expect(verdicts(Buffer.from(cross, 'latin1'))).toEqual(['altered'])
})

test('a PDF without a signature has none', () => {
  expect(verdicts(aPdf())).toEqual([])
})
