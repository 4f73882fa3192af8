/**
 * The little of the tar format that a bundle needs: plain files, no owner, no date, so that the same files give the same
 * bytes.
 *
 * @see IEEE Std 1003.1-2017, pax, "ustar Interchange Format".
 */

const blockBytes = 512
const ownerAndMode = { mode: '0000644', owner: '0000000' }

export interface Member {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The file is not what it should be; says where. */
export class MalformedBundle extends Error {
  override readonly name = 'MalformedBundle'
}

/** Header, content and padding of one file. @throws {RangeError} When the name does not fit. */
export function packMember({ name, bytes }: Member): Buffer[] {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`The name ${name} is too long for the bundle.`)
  const header = Buffer.alloc(blockBytes)
  header.write(name, 0)
  header.write(`${ownerAndMode.mode}\0${ownerAndMode.owner}\0${ownerAndMode.owner}\0`, 100)
  header.write(`${octal(bytes.length, 11)}\0${octal(0, 11)}\0`, 124)
  header.write('0', 156)
  header.write('ustar\u000000', 257)
  header.write(`${octal(checksum(header), 6)}\0 `, 148)
  const padding = Buffer.alloc((blockBytes - (bytes.length % blockBytes)) % blockBytes)
  return [header, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), padding]
}

/** What stands at the end of a tar file. */
export function packEnd(): Buffer {
  return Buffer.alloc(2 * blockBytes)
}

/**
 * The files of a tar stream one after the other, each whole in memory.
 *
 * @throws {MalformedBundle} At the first byte that is no tar file, or where a file is larger than `maxBytes`.
 */
export async function* readMembers(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Member> {
  const source = createByteSource(chunks)
  for (;;) {
    const at = source.position()
    const header = await source.take(blockBytes)
    if (header === undefined) throw new MalformedBundle(`The bundle ends at byte ${at} without an end mark.`)
    if (header.every((byte) => byte === 0)) return
    const { name, size } = readHeader(header, at)
    if (size > maxBytes) throw new MalformedBundle(`${name} at byte ${at} is larger than a bundle's files may be.`)
    const content = await source.take(Math.ceil(size / blockBytes) * blockBytes)
    if (content === undefined) throw new MalformedBundle(`The bundle ends inside ${name}, which begins at byte ${at}.`)
    yield { name, bytes: content.subarray(0, size) }
  }
}

function readHeader(header: Buffer, at: number): { name: string; size: number } {
  const [stored, size] = [fieldOf(header, 148, 8), fieldOf(header, 124, 12)]
  const isTar = header.toString('latin1', 257, 262) === 'ustar' && header[156] === 0x30
  const isIntact = Number.parseInt(stored, 8) === checksum(header)
  if (!isTar || !isIntact || !/^[0-7]+$/.test(size)) throw new MalformedBundle(`There is no file header at byte ${at}.`)
  return { name: fieldOf(header, 0, 100), size: Number.parseInt(size, 8) }
}

function fieldOf(header: Buffer, at: number, length: number): string {
  const text = header.toString('utf8', at, at + length)
  const end = text.indexOf('\0')
  return (end < 0 ? text : text.slice(0, end)).trim()
}

/** Sum of the header's bytes, its own field counted as spaces. */
function checksum(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0)
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0')
}

/** Gives bytes in the amounts asked for, however they arrive. */
function createByteSource(chunks: AsyncIterable<Uint8Array>) {
  const iterator = chunks[Symbol.asyncIterator]()
  let waiting: Uint8Array[] = []
  let length = 0
  let taken = 0

  return {
    position: () => taken,
    /** @returns Nothing when fewer are left. */
    async take(wanted: number): Promise<Buffer | undefined> {
      while (length < wanted) {
        const next = await iterator.next()
        if (next.done) return undefined
        waiting.push(next.value)
        length += next.value.length
      }
      const all = waiting.length === 1 && waiting[0] ? waiting[0] : Buffer.concat(waiting, length)
      waiting = length > wanted ? [all.subarray(wanted)] : []
      length -= wanted
      taken += wanted
      return Buffer.from(all.buffer, all.byteOffset, wanted)
    },
  }
}
