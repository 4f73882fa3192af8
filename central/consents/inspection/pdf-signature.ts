/**
 * Electronic signatures in PDFs: whether the file is still what was signed, and by whom.
 *
 * @see ISO 32000-2 section 12.8; ETSI EN 319 142-1 (PAdES); RFC 5652 section 5.4 (what is signed).
 */

import { createHash, verify, X509Certificate } from 'node:crypto'
import { ContentInfo, SignedData, type SignerInfo } from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { Certificate } from '@peculiar/asn1-x509'
import type { SignatureVerdict } from '#contract/scan-findings.ts'

const hashes: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
const messageDigest = '1.2.840.113549.1.9.4'
/** RSA (PKCS #1), alone or with a hash, and ECDSA with SHA-2. SM2 is not among them: Node cannot check it. */
const knownMethods = /^1\.2\.840\.113549\.1\.1\.(?:1|11|12|13)$|^1\.2\.840\.10045\.4\.3\.[234]$/
const maxSignatures = 10

export interface Trust {
  /** Certificates of those whose word about a signer is taken. */
  readonly authorities: readonly X509Certificate[]
  /** Certificates must be good at this moment. */
  readonly at: Date
}

export function pdfSignatures(bytes: Buffer, trust: Trust): SignatureVerdict[] {
  return rangesOf(bytes)
    .slice(0, maxSignatures)
    .map((range) => judge(bytes, range, trust))
}

type ByteRange = readonly [number, number, number, number]

function rangesOf(bytes: Buffer): ByteRange[] {
  const text = bytes.toString('latin1')
  return [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].map(
    ([, a, b, c, d]) => [Number(a), Number(b), Number(c), Number(d)] as const,
  )
}

function judge(bytes: Buffer, range: ByteRange, trust: Trust): SignatureVerdict {
  const [start, before, from, after] = range
  if (start !== 0 || from < before || from + after > bytes.length) return 'altered'
  try {
    const signed = Buffer.concat([bytes.subarray(0, before), bytes.subarray(from, from + after)])
    const verdict = judgeContent(signed, contentsOf(bytes.subarray(before, from)), trust)
    const isExtended = from + after < bytes.length - trailing(bytes)
    return isExtended && verdict !== 'altered' ? 'extended' : verdict
  } catch {
    return 'altered'
  }
}

/** Line ends after the last byte that was signed are nobody's addition. */
function trailing(bytes: Buffer): number {
  return bytes.length - bytes.toString('latin1').trimEnd().length
}

/** The hole between the two signed parts holds the signature and nothing else. */
function contentsOf(hole: Buffer): Buffer {
  const [, hex] = /^<([0-9A-Fa-f\s]*)>$/.exec(hole.toString('latin1').trim()) ?? []
  if (hex === undefined) throw new Error('The signature is not where it should be.')
  const bytes = Buffer.from(hex.replaceAll(/\s/g, ''), 'hex')
  return bytes.subarray(0, derLength(bytes))
}

/** The length of a DER value with its head; what follows is padding. */
function derLength(bytes: Buffer): number {
  const first = bytes[1] ?? 0
  if (first < 0x80) return 2 + first
  const size = first & 0x7f
  return 2 + size + bytes.readUIntBE(2, size)
}

function judgeContent(signed: Buffer, der: Buffer, trust: Trust): SignatureVerdict {
  const info = AsnConvert.parse(der, ContentInfo)
  const content = AsnConvert.parse(info.content, SignedData)
  const [signer] = content.signerInfos
  if (!signer) return 'altered'
  const hash = hashes[signer.digestAlgorithm.algorithm]
  if (!hash || !knownMethods.test(signer.signatureAlgorithm.algorithm)) return 'unknown-method'
  const certificates = certificatesOf(content)
  const own = certificates.find((certificate) => isOf(signer, certificate))
  if (!own || !isSigned(signer, signed, hash, own)) return 'altered'
  return isVouchedFor(own, certificates, trust) ? 'valid' : 'unknown-signer'
}

function certificatesOf(content: SignedData): X509Certificate[] {
  return [...(content.certificates ?? [])].flatMap(({ certificate }) =>
    certificate ? [new X509Certificate(Buffer.from(AsnConvert.serialize(certificate)))] : [],
  )
}

function isOf({ sid }: SignerInfo, certificate: X509Certificate): boolean {
  const { tbsCertificate } = AsnConvert.parse(certificate.raw, Certificate)
  if (sid.issuerAndSerialNumber) {
    const { issuer, serialNumber } = sid.issuerAndSerialNumber
    return (
      isEqual(serialNumber, tbsCertificate.serialNumber) &&
      isEqual(AsnConvert.serialize(issuer), AsnConvert.serialize(tbsCertificate.issuer))
    )
  }
  const identifier = tbsCertificate.extensions?.find(({ extnID }) => extnID === '2.5.29.14')
  if (!identifier || !sid.subjectKeyIdentifier) return false
  const key = AsnConvert.parse(identifier.extnValue.buffer, OctetString)
  return isEqual(key.buffer, sid.subjectKeyIdentifier.buffer)
}

function isEqual(a: ArrayBuffer, b: ArrayBuffer): boolean {
  return Buffer.from(a).equals(Buffer.from(b))
}

function isSigned(signer: SignerInfo, signed: Buffer, hash: string, certificate: X509Certificate): boolean {
  const { signedAttrs, signature } = signer
  const sealed = signedAttrs?.length ? attributesAsSigned(signer, signed, hash) : signed
  return sealed !== undefined && verify(hash, sealed, certificate.publicKey, Buffer.from(signature.buffer))
}

/** The attributes are signed as a SET, and name the hash of the content. */
function attributesAsSigned(signer: SignerInfo, signed: Buffer, hash: string): Buffer | undefined {
  const digest = signer.signedAttrs?.find(({ attrType }) => attrType === messageDigest)?.attrValues[0]
  if (!digest) return undefined
  const named = AsnConvert.parse(digest, OctetString)
  if (!createHash(hash).update(signed).digest().equals(Buffer.from(named.buffer))) return undefined
  return setOf(signer.signedAttrs?.map((attribute) => Buffer.from(AsnConvert.serialize(attribute))) ?? [])
}

/** In the order they came: in DER they are sorted already. */
function setOf(members: readonly Buffer[]): Buffer {
  const content = Buffer.concat(members)
  const length =
    content.length < 0x80
      ? Buffer.from([content.length])
      : Buffer.from([0x82, content.length >> 8, content.length & 0xff])
  const short = content.length >= 0x80 && content.length < 0x100
  return Buffer.concat([Buffer.from([0x31]), short ? Buffer.from([0x81, content.length]) : length, content])
}

/** From the signer up, certificate by certificate, to an authority of ours. */
function isVouchedFor(
  signer: X509Certificate,
  others: readonly X509Certificate[],
  { authorities, at }: Trust,
): boolean {
  if (at < signer.validFromDate || at > signer.validToDate) return false
  let now: X509Certificate | undefined = signer
  for (let height = 0; now && height < 6; height += 1) {
    const below: X509Certificate = now
    const isAbove = (above: X509Certificate) => above.ca && below.checkIssued(above) && below.verify(above.publicKey)
    if (authorities.some((authority) => authority.raw.equals(below.raw) || isAbove(authority))) return true
    now = others.find((other) => other !== below && isAbove(other))
  }
  return false
}
