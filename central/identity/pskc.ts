/** Reads a maker's file of tokens: PSKC (RFC 6030), seeds in clear or encrypted. Good entries are kept, bad ones named. */

import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { DOMParser, type Element, onWarningStopParsing } from '@xmldom/xmldom'
import type { PskcProblem } from '#contract/token.ts'
import { parseOcraSuite } from './ocra.ts'
import type { TokenProfile } from './one-time-password.ts'

export interface PskcToken {
  readonly entry: number
  readonly serial: string
  readonly profile: TokenProfile | 'ocra'
  readonly suite: string | null
  readonly digits: number
  readonly periodSeconds: number
  /** Of an event-based token: the next counter. */
  readonly counter: bigint
  readonly seed: Buffer
}

export interface PskcRefusal {
  readonly entry: number
  readonly serial: string | null
  readonly problem: PskcProblem
}

export interface PskcSecrets {
  readonly password?: string | undefined
  readonly key?: Uint8Array | undefined
}

const pskc = 'urn:ietf:params:xml:ns:keyprov:pskc'
const xenc = 'http://www.w3.org/2001/04/xmlenc#'
const maxIterations = 5_000_000

class Problem extends Error {
  readonly problem: PskcProblem

  constructor(problem: PskcProblem) {
    super(problem)
    this.problem = problem
  }
}

/** @throws {RangeError} When the text is no PSKC container at all. */
export function readPskc(text: string, secrets: PskcSecrets) {
  // No document type, so no entities: nothing is fetched and nothing swells.
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new RangeError('A PSKC file has no document type.')
  const container = parseXml(text)
  const keys = keysOf(container, secrets)
  const tokens: PskcToken[] = []
  const refused: PskcRefusal[] = []
  for (const [index, element] of all(container, 'KeyPackage').entries()) {
    const entry = index + 1
    const serial = serialOf(element) ?? null
    try {
      tokens.push({ entry, ...readPackage(element, keys) })
    } catch (error) {
      refused.push({ entry, serial, problem: error instanceof Problem ? error.problem : 'unreadable' })
    }
  }
  return { tokens, refused }
}

function parseXml(text: string): Element {
  const root = documentOf(text)?.documentElement
  if (root?.localName !== 'KeyContainer') throw new RangeError('The file is no PSKC container (RFC 6030).')
  return root
}

function documentOf(text: string) {
  try {
    return new DOMParser({ onError: onWarningStopParsing }).parseFromString(text, 'text/xml')
  } catch {
    return undefined
  }
}

function readPackage(element: Element, keys: ContainerKeys): Omit<PskcToken, 'entry'> {
  const serial = serialOf(element)
  if (serial === undefined) throw new Problem('no-serial')
  const key = one(element, 'Key')
  if (!key) throw new Problem('seed-missing')
  const kind = kindOf(key)
  const seed = seedOf(one(one(key, 'Data'), 'Secret'), keys)
  if (!seed) throw new Problem('seed-missing')
  if (seed.length < 16) throw new Problem('seed-too-short')
  const data = one(key, 'Data')
  return {
    serial,
    ...kind,
    periodSeconds: numberOf(one(one(data, 'TimeInterval'), 'PlainValue')) ?? kind.periodSeconds,
    counter: counterOf(one(data, 'Counter'), keys),
    seed,
  }
}

/** What the key computes, from its algorithm, suite and response format. */
function kindOf(key: Element): Pick<PskcToken, 'profile' | 'suite' | 'digits' | 'periodSeconds'> {
  const parameters = one(key, 'AlgorithmParameters')
  const digits = Number(one(parameters, 'ResponseFormat')?.getAttribute('Length') || 6)
  const suite = textOf(one(parameters, 'Suite'))
  const [, name = ''] = /[:#/]([\w.-]+)$/.exec(key.getAttribute('Algorithm') ?? '') ?? []
  if (suite?.startsWith('OCRA-1:')) return ocraKind(suite)
  const profile = profileOf(name.toLowerCase(), suite ?? '')
  if (!profile || digits < 6 || digits > 8) throw new Problem('unknown-algorithm')
  return { profile, suite: null, digits, periodSeconds: profile.startsWith('gmt-') ? 60 : 30 }
}

function ocraKind(text: string) {
  try {
    const { digits, stepSeconds = 30 } = parseOcraSuite(text)
    if (digits < 6 || digits > 10) throw new Problem('unknown-algorithm')
    return { profile: 'ocra', suite: text, digits, periodSeconds: Math.min(stepSeconds, 3600) } as const
  } catch {
    throw new Problem('unknown-algorithm')
  }
}

function profileOf(name: string, suite: string): TokenProfile | undefined {
  if (name === 'hotp') return 'hotp'
  if (name === 'totp') return totpProfiles[suite.toUpperCase().replace(/[^A-Z\d]/g, '')]
  return gmtProfiles.find((profile) => profile === name)
}

const totpProfiles: Record<string, TokenProfile> = {
  '': 'totp-sha1',
  HMACSHA1: 'totp-sha1',
  SHA1: 'totp-sha1',
  HMACSHA256: 'totp-sha256',
  SHA256: 'totp-sha256',
  HMACSHA512: 'totp-sha512',
  SHA512: 'totp-sha512',
}
/** No standard names them; makers are asked to end their algorithm's address with ours. */
const gmtProfiles = ['gmt-2012-sm3', 'gmt-2012-sm4', 'gmt-2023-hmac-sm3'] as const

interface ContainerKeys {
  readonly encryption: Uint8Array | undefined
  readonly mac: { readonly key: Uint8Array; readonly hash: string } | undefined
}

/** The key that opens the seeds, given or derived, and the one that vouches for them (RFC 6030 section 6). */
function keysOf(container: Element, { password, key }: PskcSecrets): ContainerKeys {
  const derivation = all(container, 'DerivedKey')[0]
  const encryption = derivation && password !== undefined ? derive(derivation, password) : key
  const method = one(container, 'MACMethod')
  const hash = macHashes[(method?.getAttribute('Algorithm') ?? '').split('#')[1] ?? '']
  if (!method || !encryption) return { encryption, mac: undefined }
  if (!hash) throw new RangeError('The file names a MAC that is not known.')
  const sealed = one(method, 'MACKey')
  // Without a MAC key of its own the encryption key vouches.
  return { encryption, mac: { key: sealed ? openCipher(sealed, encryption) : encryption, hash } }
}

const macHashes: Record<string, string> = {
  'hmac-sha1': 'sha1',
  'hmac-sha256': 'sha256',
  'hmac-sha512': 'sha512',
}

/** PBKDF2 (RFC 8018). */
function derive(element: Element, password: string): Uint8Array {
  const salt = Buffer.from(textOf(all(element, 'Specified')[0]) ?? '', 'base64')
  const iterations = numberOf(all(element, 'IterationCount')[0]) ?? 0
  const length = numberOf(all(element, 'KeyLength')[0]) ?? 16
  const prf = all(element, 'PRF')[0]?.getAttribute('Algorithm') ?? ''
  const isUsable = salt.length > 0 && iterations >= 1 && iterations <= maxIterations && [16, 32].includes(length)
  if (!isUsable) throw new RangeError('The key derivation of the file cannot be used.')
  return pbkdf2Sync(password, salt, iterations, length, /sha256$/i.test(prf) ? 'sha256' : 'sha1')
}

function counterOf(element: Element | undefined, keys: ContainerKeys): bigint {
  if (!element) return 0n
  const plain = textOf(one(element, 'PlainValue'))
  if (plain !== undefined) return BigInt(plain)
  const bytes = seedOf(element, keys)
  return bytes ? BigInt(`0x${bytes.toString('hex')}`) : 0n
}

/** A value in clear, or decrypted after its MAC was found good. */
function seedOf(element: Element | undefined, { encryption, mac }: ContainerKeys): Buffer | undefined {
  const plain = textOf(one(element, 'PlainValue'))
  if (plain !== undefined) return Buffer.from(plain, 'base64')
  const sealed = one(element, 'EncryptedValue')
  if (!sealed) return undefined
  if (!encryption) throw new Problem('key-missing')
  const given = Buffer.from(textOf(one(element, 'ValueMAC')) ?? '', 'base64')
  if (!mac) throw new Problem('not-authentic')
  const expected = createHmac(mac.hash, mac.key).update(cipherBytes(sealed)).digest()
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Problem('not-authentic')
  return openCipher(sealed, encryption)
}

/** AES-CBC of XML Encryption: the vector first, the padding's length in its last byte. */
function openCipher(element: Element, key: Uint8Array): Buffer {
  const [, bits = ''] =
    /#aes(128|256)-cbc$/.exec(one(element, 'EncryptionMethod')?.getAttribute('Algorithm') ?? '') ?? []
  if (bits === '' || key.length !== Number(bits) / 8) throw new Problem('key-missing')
  const bytes = cipherBytes(element)
  const decipher = createDecipheriv(`aes-${bits}-cbc`, key, bytes.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()])
  const padding = padded.at(-1) ?? 0
  if (padding < 1 || padding > 16) throw new Problem('not-authentic')
  return padded.subarray(0, padded.length - padding)
}

function cipherBytes(element: Element): Buffer {
  return Buffer.from(textOf(all(element, 'CipherValue')[0]) ?? '', 'base64')
}

function serialOf(element: Element): string | undefined {
  return textOf(one(one(element, 'DeviceInfo'), 'SerialNo'))?.slice(0, 80)
}

function all(element: Element, name: string): Element[] {
  return [...Array.from(element.getElementsByTagNameNS('*', name))]
}

/** The child of this name, in PSKC's or XML Encryption's words. */
function one(element: Element | undefined, name: string): Element | undefined {
  if (!element) return undefined
  const found = Array.from(element.childNodes).find(
    (node) => node.localName === name && [pskc, xenc].includes(node.namespaceURI ?? ''),
  )
  return found as Element | undefined
}

function textOf(element: Element | undefined): string | undefined {
  const text = element?.textContent?.replace(/\s+/g, '')
  return text === '' ? undefined : text
}

function numberOf(element: Element | undefined): number | undefined {
  const text = textOf(element)
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}
