/** Challenge-response codes: OCRA (RFC 6287). */

import { createHash, createHmac } from 'node:crypto'

type OcraHash = 'sha1' | 'sha256' | 'sha512'

/** What a suite's text says (RFC 6287 section 6). */
export interface OcraSuite {
  /** The text itself, which is part of what is computed. */
  readonly text: string
  readonly hash: OcraHash
  /** 0: the whole HMAC in hexadecimal; otherwise 4 to 10. */
  readonly digits: number
  readonly hasCounter: boolean
  /** Alphanumeric, numeric or hexadecimal. */
  readonly challengeFormat: 'A' | 'N' | 'H'
  /** Length of one side's challenge. */
  readonly challengeLength: number
  readonly pinHash: OcraHash | undefined
  readonly sessionBytes: number | undefined
  readonly stepSeconds: number | undefined
}

/** Each optional part is given exactly when the suite has it. */
export interface OcraInput {
  readonly challenge: string
  readonly counter?: bigint | undefined
  /** See {@link hashPin}. */
  readonly pinHash?: Uint8Array | undefined
  readonly session?: Uint8Array | undefined
  /** Steps of the suite's length since 1970, UTC. */
  readonly timeStep?: bigint | undefined
}

const hashName = 'SHA1|SHA256|SHA512'
const suitePattern = new RegExp(
  [
    `^OCRA-1:HOTP-(?<hash>${hashName})-(?<digits>0|[4-9]|10):(?<counter>C-)?`,
    `Q(?<format>[ANH])(?<length>0[4-9]|[1-5]\\d|6[0-4])(?:-P(?<pin>${hashName}))?`,
    '(?:-S(?<session>00[1-9]|0[1-9]\\d|[1-4]\\d\\d|50\\d|51[0-2]))?',
    '(?:-T(?<step>[1-9][SMH]|[1-5]\\d[SM]|[1-3]\\dH|4[0-8]H))?$',
  ].join(''),
)
const hashes: Record<string, OcraHash> = { SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' }
const hashBytes = { sha1: 20, sha256: 32, sha512: 64 } as const
const unitSeconds: Record<string, number> = { S: 1, M: 60, H: 3600 }
const challengeBytes = 128

/** @throws {RangeError} When the text is no suite. */
export function parseOcraSuite(text: string): OcraSuite {
  const parts = suitePattern.exec(text)?.groups
  const hash = hashes[parts?.['hash'] ?? '']
  if (!parts || !hash) throw new RangeError(`No OCRA suite (RFC 6287 section 6): ${text}`)
  const { session, step } = parts
  return {
    text,
    hash,
    digits: Number(parts['digits']),
    hasCounter: parts['counter'] !== undefined,
    challengeFormat: parts['format'] as OcraSuite['challengeFormat'],
    challengeLength: Number(parts['length']),
    pinHash: hashes[parts['pin'] ?? ''],
    sessionBytes: session === undefined ? undefined : Number(session),
    stepSeconds: step === undefined ? undefined : Number.parseInt(step, 10) * (unitSeconds[step.slice(-1)] ?? 1),
  }
}

/** The hash of a PIN as the suite wants it. @throws {RangeError} When the suite has no PIN. */
export function hashPin({ pinHash, text }: OcraSuite, pin: string): Uint8Array {
  if (pinHash === undefined) throw new RangeError(`The suite ${text} has no PIN.`)
  return createHash(pinHash).update(pin).digest()
}

/**
 * The response to a challenge; for mutual authentication and signatures too, whose challenges the caller puts together.
 * A numeric challenge and sixteen times its value have the same response, because the RFC pads on the right by
 * half-bytes: what must not be confused goes into a hexadecimal or alphanumeric challenge of fixed length.
 *
 * @param key At least 16 bytes.
 * @throws {RangeError} When the key is too short, or the input does not fit the suite.
 * @see RFC 6287 section 5.
 */
export function ocraResponse(key: Uint8Array, suite: OcraSuite, input: OcraInput): string {
  if (key.length < 16) throw new RangeError('An OCRA key has at least 16 bytes (RFC 4226 section 4, R6).')
  const mac = createHmac(suite.hash, key).update(dataInput(suite, input)).digest()
  if (suite.digits === 0) return mac.toString('hex')
  // Dynamic truncation, RFC 4226 section 5.3.
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 0xf) & 0x7fffffff
  return String(number % 10 ** suite.digits).padStart(suite.digits, '0')
}

/** RFC 6287 section 5.1. */
function dataInput(suite: OcraSuite, { challenge, counter, pinHash, session, timeStep }: OcraInput): Buffer {
  const { hasCounter, sessionBytes, stepSeconds } = suite
  refuseMismatch('counter', hasCounter, counter)
  refuseMismatch('PIN', suite.pinHash !== undefined, pinHash)
  refuseMismatch('session information', sessionBytes !== undefined, session)
  refuseMismatch('time', stepSeconds !== undefined, timeStep)
  if (suite.pinHash !== undefined && pinHash?.length !== hashBytes[suite.pinHash])
    throw new RangeError(`The hash of the PIN has ${hashBytes[suite.pinHash]} bytes.`)
  return Buffer.concat([
    Buffer.from(`${suite.text}\0`),
    eightBytes(counter),
    packChallenge(suite, challenge),
    pinHash ?? Buffer.alloc(0),
    leftPadded(session, sessionBytes ?? 0),
    eightBytes(timeStep),
  ])
}

function refuseMismatch(what: string, isWanted: boolean, value: unknown): void {
  if (isWanted && value === undefined) throw new RangeError(`The suite needs: ${what}.`)
  if (!isWanted && value !== undefined) throw new RangeError(`The suite has no place for: ${what}.`)
}

const challengeCharacters = { A: /^[ -~]+$/, N: /^\d+$/, H: /^[\da-f]+$/i } as const

function packChallenge({ challengeFormat, challengeLength }: OcraSuite, challenge: string): Buffer {
  if (!challengeCharacters[challengeFormat].test(challenge))
    throw new RangeError(`The challenge has a character that Q${challengeFormat} does not allow.`)
  // Twice, because in mutual authentication both sides' challenges stand one after the other (section 7.2).
  if (challenge.length < 4 || challenge.length > 2 * challengeLength)
    throw new RangeError(`The challenge has 4 to ${challengeLength} characters, twice that for both sides together.`)
  return Buffer.from(hexOf(challengeFormat, challenge).padEnd(challengeBytes * 2, '0'), 'hex')
}

function hexOf(format: OcraSuite['challengeFormat'], challenge: string): string {
  if (format === 'A') return Buffer.from(challenge).toString('hex')
  return format === 'N' ? BigInt(challenge).toString(16) : challenge
}

function eightBytes(value: bigint | undefined): Buffer {
  if (value === undefined) return Buffer.alloc(0)
  if (value < 0n || value >= 1n << 64n) throw new RangeError(`${value} does not fit 8 bytes.`)
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(value)
  return bytes
}

function leftPadded(bytes: Uint8Array = new Uint8Array(), length: number): Buffer {
  if (bytes.length > length) throw new RangeError(`The session information has at most ${length} bytes.`)
  return Buffer.concat([Buffer.alloc(length - bytes.length), bytes])
}
