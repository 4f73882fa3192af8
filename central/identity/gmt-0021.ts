/** One-time passwords of GM/T 0021: both members of the 2012 edition, and provisionally HMAC-SM3 of the 2023 edition. */

import { smPrimitives } from './sm-primitives.ts'

const blockBytes = 16
const blockModulus = 1n << 128n

/** S = F(K, ID). The whole output enters the code, not a part of it as in RFC 4226. */
const functions = {
  sm3: (key: Buffer, id: Buffer) => smPrimitives.sm3(Buffer.concat([key, id])),
  sm4: sm4Chain,
  // Provisional: written after public implementations, for want of published vectors.
  'hmac-sm3': (key: Buffer, id: Buffer) => smPrimitives.hmacSm3(key, id),
} as const
export type GmtFunction = keyof typeof functions

/** What a code is computed from; at least one is given, and what is absent takes no part in the computation. */
export interface GmtInput {
  /** T: the time step, 8 bytes; see {@link gmtTimeStep}. */
  readonly timeStep?: bigint | undefined
  /** C: the event counter, 4 bytes. */
  readonly counter?: bigint | undefined
  /** Q: the challenge, at least 4 ASCII characters. */
  readonly challenge?: string | undefined
}

/**
 * The one-time password of a key.
 *
 * @param key At least 16 bytes.
 * @returns Decimal digits, leading zeros kept.
 * @throws {RangeError} When key, digits (6 to 8) or a part of the input is outside its range, or no part is given.
 * @see GM/T 0021-2012.
 */
export function gmtOneTimePassword(
  key: Uint8Array,
  input: GmtInput,
  { algorithm, digits }: { readonly algorithm: GmtFunction; readonly digits: number },
): string {
  if (key.length < blockBytes) throw new RangeError('A GM/T 0021 key has at least 128 bits.')
  if (!Number.isInteger(digits) || digits < 6 || digits > 8) throw new RangeError('A code has 6 to 8 digits.')
  const output = functions[algorithm](Buffer.from(key), identify(input))
  let sum = 0
  for (let at = 0; at < output.length; at += 4) sum = (sum + output.readUInt32BE(at)) % 2 ** 32
  return String(sum % 10 ** digits).padStart(digits, '0')
}

/** The time step T of a moment. @throws {RangeError} When the period is not 1 to 60 seconds. */
export function gmtTimeStep(unixSeconds: number, periodSeconds: number): bigint {
  if (!Number.isInteger(periodSeconds) || periodSeconds < 1 || periodSeconds > 60)
    throw new RangeError('The period of a GM/T 0021 token is 1 to 60 seconds.')
  return BigInt(Math.floor(unixSeconds / periodSeconds))
}

/** ID: T, C and Q one after another, as far as given; filled up to a block, not cut when longer. */
function identify({ timeStep, counter, challenge }: GmtInput): Buffer {
  if (timeStep === undefined && counter === undefined && challenge === undefined)
    throw new RangeError('A GM/T 0021 code needs at least one of time, counter and challenge.')
  if (challenge !== undefined && !/^[ -~]{4,}$/.test(challenge))
    throw new RangeError('A GM/T 0021 challenge has at least 4 ASCII characters.')
  return padded(Buffer.concat([bigEndian(timeStep, 8), bigEndian(counter, 4), Buffer.from(challenge ?? '')]), 1)
}

/** The SM4 member: key and ID cut into as many blocks as the longer one has; A = SM4(A + K_i, A + ID_i), from zero. */
function sm4Chain(key: Buffer, id: Buffer): Buffer {
  const blocks = Math.ceil(Math.max(key.length, id.length) / blockBytes)
  const [keys, inputs] = [padded(key, blocks), padded(id, blocks)]
  let output: Buffer = Buffer.alloc(blockBytes)
  for (let at = 0; at < blocks * blockBytes; at += blockBytes) {
    output = smPrimitives.sm4Block(added(output, keys, at), added(output, inputs, at))
  }
  return output
}

/** The sum of an accumulator and a block, modulo 2^128. */
function added(accumulator: Buffer, blocks: Buffer, at: number): Buffer {
  const sum = asNumber(accumulator) + asNumber(blocks.subarray(at, at + blockBytes))
  return bigEndian(sum % blockModulus, blockBytes)
}

function asNumber(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`)
}

function bigEndian(value: bigint | undefined, size: number): Buffer {
  if (value === undefined) return Buffer.alloc(0)
  if (value < 0n || value >= 1n << BigInt(size * 8)) throw new RangeError(`${value} does not fit ${size} bytes.`)
  return Buffer.from(value.toString(16).padStart(size * 2, '0'), 'hex')
}

function padded(bytes: Buffer, blocks: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(Math.max(0, blocks * blockBytes - bytes.length))])
}
