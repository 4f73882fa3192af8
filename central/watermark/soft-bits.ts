/** From a folded tile to the 64 bits, and from them to the view id. */

import { encodeInformation, informationBits, markBits, viewIdOf } from '#contract/rules/view-mark-code.ts'
import { chipPx, chipsPerSide, markLayout } from '#contract/rules/view-mark-tile.ts'
import { type SyncMatch, tilePx } from './fold.ts'

/** One value a bit: its sign is the bit, its size how sure it is. */
export function softBitsOf({ tile, x, y }: SyncMatch): Float64Array {
  const chips = chipValues(tile, x, y)
  return Float64Array.from(markLayout().bits, (members) =>
    members.reduce((sum, { position, sign }) => sum + sign * (chips[position] as number), 0),
  )
}

/** The mean over each chip, without its rim: that is where a shifted picture mixes neighbours. */
function chipValues(tile: Float64Array, left: number, top: number): Float64Array {
  const values = new Float64Array(chipsPerSide * chipsPerSide)
  for (let position = 0; position < values.length; position += 1) {
    const x0 = left + (position % chipsPerSide) * chipPx
    const y0 = top + Math.floor(position / chipsPerSide) * chipPx
    let sum = 0
    for (let y = 0; y < chipPx; y += 1)
      for (let x = 0; x < chipPx; x += 1)
        sum += tile[((y0 + y) & (tilePx - 1)) * tilePx + ((x0 + x) & (tilePx - 1))] as number
    values[position] = sum
  }
  return values
}

export interface DecodedMark {
  readonly viewId: number
  /** Of the 64 bits, those that were read as the code says they were. */
  readonly bitsRight: number
  /** How much of what was read is explained by the word: 1 is all of it. */
  readonly agreement: number
}

/**
 * Ordered-statistics decoding: the surest independent bits are believed, and up to two of them doubted at a time; of all
 * words so made whose check bits fit, the one that agrees best with what was read.
 *
 * @see Fossorier and Lin, Soft-decision decoding of linear block codes based on ordered statistics, IEEE Trans. IT 41 (1995).
 */
export function decodeMark(soft: Float64Array): DecodedMark | undefined {
  const basis = surestBasis(soft)
  let best: { readonly information: Uint8Array; readonly agreement: number } | undefined
  const total = soft.reduce((sum, value) => sum + Math.abs(value), 0)
  const first = basis.pivots.map((pivot) => ((soft[pivot] as number) > 0 ? 1 : 0))
  for (const doubted of doubts(informationBits)) {
    const word = wordOf(basis.rows, first, doubted)
    const agreement = agreementOf(word, soft) / total
    if (best && agreement <= best.agreement) continue
    const information = word.subarray(0, informationBits)
    if (viewIdOf(information) !== undefined) best = { information: information.slice(), agreement }
  }
  const viewId = best && viewIdOf(best.information)
  if (!best || viewId === undefined) return undefined
  const word = encodeInformation(best.information)
  const bitsRight = word.reduce(
    (count, bit, index) => count + (bit === ((soft[index] as number) > 0 ? 1 : 0) ? 1 : 0),
    0,
  )
  return { viewId, bitsRight, agreement: best.agreement }
}

interface Basis {
  /** A generator matrix that is the identity on the pivots. */
  readonly rows: readonly Uint8Array[]
  readonly pivots: readonly number[]
}

/** Gaussian elimination over the bits from the surest down. */
function surestBasis(soft: Float64Array): Basis {
  const rows = Array.from({ length: informationBits }, (_, index) => {
    const information = new Uint8Array(informationBits)
    information[index] = 1
    return encodeInformation(information)
  })
  const order = Array.from({ length: markBits }, (_, index) => index).sort(
    (a, b) => Math.abs(soft[b] as number) - Math.abs(soft[a] as number),
  )
  const pivots: number[] = []
  for (const column of order) {
    const rank = pivots.length
    const found = rows.findIndex((row, index) => index >= rank && row[column] === 1)
    if (found < 0) continue
    const [pivotRow, displaced] = [rows[found], rows[rank]] as [Uint8Array, Uint8Array]
    rows[rank] = pivotRow
    rows[found] = displaced
    rows.forEach((row, index) => {
      if (index !== rank && row[column] === 1) add(row, pivotRow)
    })
    pivots.push(column)
    if (pivots.length === informationBits) break
  }
  return { rows: rows.slice(0, pivots.length), pivots }
}

function add(row: Uint8Array, other: Uint8Array): void {
  for (let index = 0; index < markBits; index += 1) row[index] = (row[index] as number) ^ (other[index] as number)
}

/** Nothing, each bit, each pair of bits. */
function* doubts(count: number): Generator<readonly number[]> {
  yield []
  for (let one = 0; one < count; one += 1) {
    yield [one]
    for (let two = 0; two < one; two += 1) yield [one, two]
  }
}

function wordOf(rows: readonly Uint8Array[], first: readonly number[], doubted: readonly number[]): Uint8Array {
  const word = new Uint8Array(markBits)
  rows.forEach((row, index) => {
    const bit = (first[index] as number) ^ (doubted.includes(index) ? 1 : 0)
    if (bit === 1) add(word, row)
  })
  return word
}

function agreementOf(word: Uint8Array, soft: Float64Array): number {
  let sum = 0
  for (let index = 0; index < markBits; index += 1)
    sum += word[index] === 1 ? (soft[index] as number) : -(soft[index] as number)
  return sum
}
