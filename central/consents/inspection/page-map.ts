/** Where the ink of a page lies, in the cells that are compared: small enough to keep, too coarse to be read. */

import type { GreyPicture } from './grey-picture.ts'
import { type InkMap, inkOf, shrunk } from './ink-map.ts'
import type { LaidPage } from './lay-over.ts'

/** Twice as fine as what is kept: registration needs it. */
const longSide = 256
/** Pages with less ink say nothing about whose they are. */
const leastInk = 0.004

/** @returns Nothing for a page that is as good as empty. */
export function pageMap({ width, height, levels }: GreyPicture): InkMap | undefined {
  const ink = inkOf(levels, width, height)
  const share = longSide / Math.max(width, height)
  const map = shrunk(ink, Math.max(32, Math.round(width * share)), Math.max(32, Math.round(height * share)))
  const mean = map.cells.reduce((sum, cell) => sum + cell, 0) / map.cells.length
  return mean < leastInk ? undefined : map
}

const unseen = 255

/** One byte a cell: size, then ink from 0 to 254, or 255 where the page showed nothing. */
export function packPage({ map, seen }: LaidPage): Buffer {
  const bytes = Buffer.alloc(4 + map.cells.length)
  bytes.writeUInt16BE(map.width, 0)
  bytes.writeUInt16BE(map.height, 2)
  for (let at = 0; at < map.cells.length; at += 1)
    bytes[4 + at] = seen[at] === 0 ? unseen : Math.round((map.cells[at] as number) * 254)
  return bytes
}

export function unpackPage(bytes: Buffer): LaidPage {
  const [width, height] = [bytes.readUInt16BE(0), bytes.readUInt16BE(2)]
  const cells = new Float32Array(width * height)
  const seen = new Uint8Array(width * height)
  for (let at = 0; at < cells.length; at += 1) {
    const packed = bytes[4 + at] as number
    if (packed === unseen) continue
    seen[at] = 1
    cells[at] = packed / 254
  }
  return { map: { width, height, cells }, seen }
}

/** A map that shows all of itself. */
export function asLaid(map: InkMap): LaidPage {
  return { map, seen: new Uint8Array(map.cells.length).fill(1) }
}
