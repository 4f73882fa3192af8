/** Reads the file with this PC's binding. It is believed on the word of the authority that IT set, as a connection is. */

import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { compactVerify, decodeProtectedHeader } from 'jose'
import * as z from 'zod'
import { BindingFileClaims, bindingFileType, EnrolmentFileText, fileRefused } from '#contract/enrolment-file.ts'
import type { Binding } from '#contract/workstation.ts'

const algorithms = ['ES256', 'ES384', 'ES512', 'PS256'] as const
const Header = z.strictObject({
  typ: z.literal(bindingFileType),
  alg: z.enum(algorithms),
  x5c: z.array(z.base64().max(8000)).min(1).max(6),
})

/** Extended key usage of a TLS server (RFC 5280 section 4.2.1.12). */
const serverUsage = '1.3.6.1.5.5.7.3.1'

export interface ExpectedBinding {
  /** The one authority, or several, PEM. */
  readonly caCertificate: string
  readonly serviceUrl: string
  /** Of this PC's key. */
  readonly thumbprint: string
  readonly now: Date
}

/**
 * @throws {AppError} `enrolment-file-refused`: `not-a-binding`, `untrusted`, `certificate-expired`, `altered`,
 *   `other-service` or `other-key`.
 */
export async function readBindingFile(content: string, expected: ExpectedBinding): Promise<Binding> {
  const text = content.trim()
  const header = Header.safeParse(readHeader(text))
  if (!header.success) throw fileRefused('not-a-binding')
  const { x5c, alg } = header.data
  const leaf = requireTrust(x5c, expected)
  const verified = await compactVerify(text, leaf.publicKey, { algorithms: [alg] }).catch(() => undefined)
  if (!verified) throw fileRefused('altered')
  const claims = BindingFileClaims.safeParse(parseJson(Buffer.from(verified.payload).toString('utf8')))
  if (!claims.success) throw fileRefused('not-a-binding')
  const { serviceUrl, deviceThumbprint, binding } = claims.data
  if (serviceUrl !== expected.serviceUrl) throw fileRefused('other-service')
  if (deviceThumbprint !== expected.thumbprint) throw fileRefused('other-key')
  return binding
}

/** The certificate that signed, when the chain leads to the authority and it is the service's own. */
function requireTrust(x5c: readonly string[], { caCertificate, serviceUrl, now }: ExpectedBinding): X509Certificate {
  const chain = x5c.map((der) => readCertificate(Buffer.from(der, 'base64')))
  const anchors = pemBlocks(caCertificate).map(readCertificate)
  const [leaf] = chain
  if (!leaf || !isForService(leaf, serviceUrl) || !leadsToAnchor(chain, anchors)) throw fileRefused('untrusted')
  if (chain.some((certificate) => !isInForce(certificate, now))) throw fileRefused('certificate-expired')
  return leaf
}

/** @see RFC 5280 section 6, as far as Node has it: each is signed by the next, which may sign. */
function leadsToAnchor(chain: readonly X509Certificate[], anchors: readonly X509Certificate[]): boolean {
  for (const [at, certificate] of chain.entries()) {
    if (at > 0 && !certificate.ca) return false
    if (
      anchors.some((anchor) => isIssuedBy(certificate, anchor) || certificate.fingerprint256 === anchor.fingerprint256)
    )
      return true
    const issuer = chain[at + 1]
    if (!issuer || !isIssuedBy(certificate, issuer)) return false
  }
  return false
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}

function isForService(leaf: X509Certificate, serviceUrl: string): boolean {
  const host = new URL(serviceUrl).hostname.replace(/^\[|\]$/g, '')
  const usages: readonly string[] | undefined = leaf.keyUsage
  const isServer = usages === undefined || usages.includes(serverUsage)
  return isServer && (isIP(host) ? leaf.checkIP(host) : leaf.checkHost(host, { subject: 'never' })) !== undefined
}

function isInForce({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return new Date(validFrom) <= now && now <= new Date(validTo)
}

function readCertificate(source: Buffer | string): X509Certificate {
  try {
    return new X509Certificate(source)
  } catch {
    throw fileRefused('untrusted')
  }
}

function pemBlocks(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
}

function readHeader(text: string): unknown {
  try {
    return EnrolmentFileText.safeParse(text).success ? decodeProtectedHeader(text) : undefined
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
