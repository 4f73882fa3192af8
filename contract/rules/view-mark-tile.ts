/**
 * The invisible watermark: a square tile of light and dark chips, repeated over the whole page under its text. A quarter
 * of the chips is the same for every view and finds the tile; each bit of the view id is spread over twelve others.
 */

import { encodeViewId, markBits } from './view-mark-code.ts'

export const chipsPerSide = 32
/** Device pixels of a chip where a CSS pixel is one device pixel. */
export const chipPx = 4
/** Levels of 255 by which white paper is darkened, and by how much more or less a chip is. */
export const markDepth = 11
export const markSwing = 4
/** The same where the system cannot keep the window out of pictures. */
export const denseMarkSwing = 6

const chipCount = chipsPerSide * chipsPerSide
const syncCount = chipCount / 4
export const chipsPerBit = (chipCount - syncCount) / markBits

export interface Chip {
  /** Row by row from the upper left. */
  readonly position: number
  readonly sign: 1 | -1
}

export interface MarkLayout {
  readonly sync: readonly Chip[]
  /** The chips of each bit. */
  readonly bits: readonly (readonly Chip[])[]
}

/** @returns +1 for a lighter chip, -1 for a darker one, row by row. */
export function markTile(viewId: number): Int8Array {
  const tile = new Int8Array(chipCount)
  const layout = markLayout()
  for (const { position, sign } of layout.sync) tile[position] = sign
  const word = encodeViewId(viewId)
  layout.bits.forEach((chips, bit) => {
    for (const { position, sign } of chips) tile[position] = word[bit] === 1 ? sign : -sign
  })
  return tile
}

/** Which chip says what; the same for encoder and reader, for ever. */
export function markLayout(): MarkLayout {
  const draw = drawsFrom(0x5eed2026)
  const positions = Array.from({ length: chipCount }, (_, index) => index)
  for (let index = chipCount - 1; index > 0; index -= 1) {
    const other = draw() % (index + 1)
    const [here = 0, there = 0] = [positions[index], positions[other]]
    positions[index] = there
    positions[other] = here
  }
  const chips = positions.map((position): Chip => ({ position, sign: draw() & 0x10000 ? 1 : -1 }))
  const bits = Array.from({ length: markBits }, (_, bit) => {
    const start = syncCount + bit * chipsPerBit
    return chips.slice(start, start + chipsPerBit)
  })
  return { sync: chips.slice(0, syncCount), bits }
}

/** Marsaglia's xorshift, 32 bits. */
function drawsFrom(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}
