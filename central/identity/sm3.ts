/** SM3 (GB/T 32905-2016), for platforms whose cryptographic library has none; the service's own has it and is faster. */

const blockBytes = 64
const initial = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const

type State = [number, number, number, number, number, number, number, number]

export function sm3(message: Uint8Array): Buffer {
  const padded = pad(message)
  let state: State = [...initial]
  for (let at = 0; at < padded.length; at += blockBytes) state = compress(state, padded.subarray(at, at + blockBytes))
  const digest = Buffer.alloc(32)
  for (const [at, word] of state.entries()) digest.writeUInt32BE(word, at * 4)
  return digest
}

/** @see RFC 2104. */
export function hmacSm3(key: Uint8Array, message: Uint8Array): Buffer {
  const short = Buffer.alloc(blockBytes)
  short.set(key.length > blockBytes ? sm3(key) : key)
  const inner = sm3(Buffer.concat([short.map((byte) => byte ^ 0x36), message]))
  return sm3(Buffer.concat([short.map((byte) => byte ^ 0x5c), inner]))
}

/** Section 5.2: a one, zeros, the length in bits. */
function pad(message: Uint8Array): Buffer {
  const padded = Buffer.alloc(Math.ceil((message.length + 9) / blockBytes) * blockBytes)
  padded.set(message)
  padded[message.length] = 0x80
  padded.writeBigUInt64BE(BigInt(message.length) * 8n, padded.length - 8)
  return padded
}

/** Section 5.3.3. */
function compress(before: State, block: Buffer): State {
  const words = expand(block)
  let [a, b, c, d, e, f, g, h] = before
  for (let j = 0; j < 64; j += 1) {
    const constant = rotate(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32)
    const ss1 = rotate(add(add(rotate(a, 12), e), constant), 7)
    const ss2 = ss1 ^ rotate(a, 12)
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g)
    const tt1 = add(add(add(ff, d), ss2), (words[j] ?? 0) ^ (words[j + 4] ?? 0))
    const tt2 = add(add(add(gg, h), ss1), words[j] ?? 0)
    ;[a, b, c, d, e, f, g, h] = [tt1, a, rotate(b, 9), c, permute0(tt2), e, rotate(f, 19), g]
  }
  const after = [a, b, c, d, e, f, g, h]
  return before.map((word, at) => (word ^ (after[at] ?? 0)) >>> 0) as State
}

/** Section 5.3.2. */
function expand(block: Buffer): number[] {
  const words = Array.from({ length: 16 }, (_, at) => block.readUInt32BE(at * 4))
  const word = (at: number) => words[at] ?? 0
  for (let j = 16; j < 68; j += 1) {
    const mixed = permute1(word(j - 16) ^ word(j - 9) ^ rotate(word(j - 3), 15))
    words.push((mixed ^ rotate(word(j - 13), 7) ^ word(j - 6)) >>> 0)
  }
  return words
}

function permute0(x: number): number {
  return x ^ rotate(x, 9) ^ rotate(x, 17)
}

function permute1(x: number): number {
  return x ^ rotate(x, 15) ^ rotate(x, 23)
}

function rotate(x: number, bits: number): number {
  return bits === 0 ? x : (x << bits) | (x >>> (32 - bits))
}

function add(x: number, y: number): number {
  return (x + y) | 0
}
