/** PDFs signed the way ETSI EN 319 142-1 has it; the signature is made by OpenSSL, not by what is tested. */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Certified } from '#test/support/certificates.ts'
import { pdfWith } from '#test/support/odd-files.ts'

const reserved = 8192

export function aSignedPdf(signer: Certified): Buffer {
  const places = '0 0000000001 0000000002 0000000003'
  const pdf = pdfWith({
    catalog: '/AcroForm << /SigFlags 3 /Fields [4 0 R] >>',
    objects: [
      '<< /Type /Annot /Subtype /Widget /FT /Sig /T (signature) /V 5 0 R /Rect [0 0 0 0] >>',
      `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [${places}] /Contents <${'0'.repeat(reserved)}> >>`,
    ],
  })
  const start = pdf.indexOf('/Contents <') + '/Contents '.length
  const end = start + reserved + 2
  const range = [start, end, pdf.length - end].map((place) => String(place).padStart(10, '0'))
  pdf.write(`0 ${range.join(' ')}`, pdf.indexOf(places))
  const signature = sign(Buffer.concat([pdf.subarray(0, start), pdf.subarray(end)]), signer)
  pdf.write(signature.toString('hex'), start + 1)
  return pdf
}

function sign(content: Buffer, { certificate, privateKey }: Certified): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'cqw-signed-pdf-'))
  try {
    const [signer, key, input] = ['signer.pem', 'key.pem', 'content'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    writeFileSync(signer, certificate)
    writeFileSync(key, privateKey)
    writeFileSync(input, content)
    const options = ['-sign', '-binary', '-cades', '-md', 'sha256', '-outform', 'DER', '-nosmimecap']
    return execFileSync('openssl', ['cms', ...options, '-signer', signer, '-inkey', key, '-in', input])
  } finally {
    rmSync(folder, { recursive: true })
  }
}
