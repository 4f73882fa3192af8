/** Authorities and certificates of made-up bureaus and banks, good and bad ones. */

import 'reflect-metadata'
import * as x509 from '@peculiar/x509'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const dayMs = 86_400_000

export interface Certified {
  readonly certificate: string
  readonly privateKey: string
}

export interface Authority {
  /** PEM. */
  readonly certificate: string
  issue(options: { use: 'server' | 'client'; name?: string; validForDays?: number }): Promise<Certified>
}

export async function anAuthority(): Promise<Authority> {
  x509.cryptoProvider.set(crypto)
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const now = Date.now()
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    notBefore: new Date(now - 400 * dayMs),
    notAfter: new Date(now + 400 * dayMs),
    name: 'CN=Test Authority',
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  })
  return {
    certificate: root.toString('pem'),
    async issue({ use, name = 'localhost', validForDays = 30 }) {
      const own = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
      const certificate = await x509.X509CertificateGenerator.create({
        notBefore: new Date(now - 60 * dayMs),
        notAfter: new Date(now + validForDays * dayMs),
        subject: `CN=${name}`,
        issuer: root.subject,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: algorithm,
        extensions: [
          // Server and client authentication (RFC 5280 section 4.2.1.12).
          new x509.ExtendedKeyUsageExtension([use === 'server' ? '1.3.6.1.5.5.7.3.1' : '1.3.6.1.5.5.7.3.2']),
          new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }]),
        ],
      })
      const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', own.privateKey)).toString('base64')
      const privateKey = `-----BEGIN PRIVATE KEY-----\n${pkcs8.replace(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----\n`
      return { certificate: certificate.toString('pem'), privateKey }
    },
  }
}
