/** A certificate authority and a server certificate for demo and tests. Production uses the bank's own. */

import 'reflect-metadata'
import * as x509 from '@peculiar/x509'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const dayMs = 86_400_000

export interface ServerCertificate {
  /** The authority that clients pin, PEM. */
  readonly authority: string
  readonly certificate: string
  readonly privateKey: string
}

/** @param names DNS names and IP addresses under which the service answers. */
export async function makeServerCertificate(
  names: { dns: readonly string[]; ip: readonly string[] },
  now: Date,
): Promise<ServerCertificate> {
  x509.cryptoProvider.set(crypto)
  // A workstation's clock may be set to another year in demo and tests; the validity spans it.
  const validity = {
    notBefore: new Date(now.getTime() - 400 * dayMs),
    notAfter: new Date(now.getTime() + 1500 * dayMs),
  }
  const authorityKeys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    name: 'CN=Credit Query Demo CA',
    keys: authorityKeys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  })
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity,
    subject: 'CN=Credit Query Service',
    issuer: authority.subject,
    publicKey: keys.publicKey,
    signingKey: authorityKeys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1']),
      new x509.SubjectAlternativeNameExtension([
        ...names.dns.map((value) => ({ type: 'dns' as const, value })),
        ...names.ip.map((value) => ({ type: 'ip' as const, value })),
      ]),
    ],
  })
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  const privateKey = `-----BEGIN PRIVATE KEY-----\n${pkcs8.replace(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----\n`
  return { authority: authority.toString('pem'), certificate: certificate.toString('pem'), privateKey }
}
