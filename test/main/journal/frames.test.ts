import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeFrames, encodeFrames, firstChain, header } from '#main/journal/frames.ts'

const payloads = fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 8 })

function fileOf(records: readonly Uint8Array[]) {
  return Buffer.concat([header, encodeFrames(records, firstChain).bytes])
}

/** Where each frame ends. */
function endsOf(records: readonly Uint8Array[]): number[] {
  let end = header.length
  return records.map(({ length }) => {
    end += 4 + length + 32
    return end
  })
}

function intact(file: Uint8Array): Buffer[] {
  return decodeFrames(file).payloads.map((payload) => Buffer.from(payload))
}

test('cut at any byte, exactly the frames before the cut are read', () => {
  fc.assert(
    fc.property(payloads, (records) => {
      const file = fileOf(records)
      const ends = endsOf(records)
      for (let cut = 0; cut <= file.length; cut += 1) {
        const whole = records.filter((_, at) => (ends[at] ?? 0) <= cut).map((record) => Buffer.from(record))
        expect(intact(file.subarray(0, cut))).toEqual(whole)
      }
    }),
    { numRuns: 15 },
  )
})

test('whichever bit turns over, exactly the frames before it are read', () => {
  fc.assert(
    fc.property(payloads, fc.nat(), fc.nat(7), (records, place, bit) => {
      const file = fileOf(records)
      const at = place % file.length
      file[at] = (file[at] ?? 0) ^ (1 << bit)
      const before = endsOf(records).filter((end) => end <= at).length
      const expected = at < header.length ? 0 : before
      expect(intact(file)).toEqual(records.slice(0, expected).map((record) => Buffer.from(record)))
    }),
    { numRuns: 400 },
  )
})

test('a tail of zeros, or of anything else, is no frame', () => {
  fc.assert(
    fc.property(payloads, fc.uint8Array({ maxLength: 80 }), fc.nat(200), (records, noise, zeros) => {
      const file = Buffer.concat([fileOf(records), Buffer.alloc(zeros), noise])
      expect(intact(file)).toEqual(records.map((record) => Buffer.from(record)))
    }),
    { numRuns: 200 },
  )
})

test('a frame that was taken out or moved ends what is read', () => {
  const records = ['a', 'b', 'c', 'd'].map((text) => Buffer.from(text))
  const file = fileOf(records)
  const [first = 0, second = 0, third = 0] = endsOf(records)
  const without = Buffer.concat([file.subarray(0, first), file.subarray(second)])
  const swapped = Buffer.concat([file.subarray(0, first), file.subarray(second, third), file.subarray(first, second)])
  for (const changed of [without, swapped]) expect(intact(changed)).toEqual([Buffer.from('a')])
})
