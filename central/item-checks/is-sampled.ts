/** Which accepted items are checked again: drawn for each item alone, always alike, and not to be foreseen without the key. */

import { createHmac } from 'node:crypto'

const steps = 10_000

/** @param percent Share of all items, 0 to 100. */
export function isSampled(key: Uint8Array, itemId: string, percent: number): boolean {
  const drawn = createHmac('sha256', key).update(itemId).digest().readUInt32BE() / 2 ** 32
  return Math.floor(drawn * steps) < (percent * steps) / 100
}
