/** SM4 (GB/T 32907-2016), one block, for platforms whose cryptographic library has none. */

const substitution = Buffer.from(
  'd690e9fecce13db716b614c228fb2c052b679a762abe04c3aa441326498606999c4250f491ef987a33540b43edcfac62' +
    'e4b31ca9c908e89580df94fa758f3fa64707a7fcf37317ba83593c19e6854fa8686b81b27164da8bf8eb0f4b70569d35' +
    '1e240e5e6358d1a225227c3b01217887d40046579fd327524c3602e7a0c4c89eeabf8ad240c738b5a3f7f2cef96115a1' +
    'e0ae5da49b341a55ad933230f58cb1e31df6e22e8266ca60c02923ab0d534e6fd5db3745defd8e2f03ff6a726d6c5b51' +
    '8d1baf92bbddbc7f11d95c411f105ad80ac13188a5cd7bbd2d74d012b8e5b4b08969974a0c96777e65b9f109c56ec684' +
    '18f07dec3adc4d2079ee5f3ed7cb3948',
  'hex',
)
/** FK of section 7.3. */
const systemParameter = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc] as const
const rounds = 32

/** @param key 16 bytes. @param block 16 bytes. */
export function sm4EncryptBlock(key: Buffer, block: Buffer): Buffer {
  const roundKeys = expandKey(key)
  const words = read(block)
  for (let round = 0; round < rounds; round += 1)
    words.push(at(words, round) ^ mix(mixed(words, round) ^ at(roundKeys, round), spread))
  const output = Buffer.alloc(16)
  for (let index = 0; index < 4; index += 1) output.writeUInt32BE(at(words, 35 - index) >>> 0, index * 4)
  return output
}

/** Section 7.3. */
function expandKey(key: Buffer): number[] {
  const words = read(key).map((word, index) => word ^ (systemParameter[index] ?? 0))
  for (let round = 0; round < rounds; round += 1)
    words.push(at(words, round) ^ mix(mixed(words, round) ^ fixedParameter(round), spreadKey))
  return words.slice(4)
}

/** CK: byte j of word i is (4 i + j) times 7. */
function fixedParameter(round: number): number {
  const bytes = [0, 1, 2, 3].map((index) => ((4 * round + index) * 7) % 256)
  return Buffer.from(bytes).readInt32BE(0)
}

function mixed(words: readonly number[], round: number): number {
  return at(words, round + 1) ^ at(words, round + 2) ^ at(words, round + 3)
}

/** T and T' of sections 6.2 and 7.3: each byte through the S-box, then a linear map. */
function mix(word: number, linear: (word: number) => number): number {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(word | 0)
  return linear(Buffer.from(bytes.map((byte) => substitution[byte] ?? 0)).readInt32BE(0))
}

function spread(word: number): number {
  return word ^ rotate(word, 2) ^ rotate(word, 10) ^ rotate(word, 18) ^ rotate(word, 24)
}

function spreadKey(word: number): number {
  return word ^ rotate(word, 13) ^ rotate(word, 23)
}

function read(bytes: Buffer): number[] {
  return [0, 4, 8, 12].map((offset) => bytes.readInt32BE(offset))
}

function at(words: readonly number[], index: number): number {
  return words[index] ?? 0
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}
