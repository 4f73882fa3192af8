/** What the PC is made of, as keyed hashes: the service can say which factor changed and never learns a serial number. */

import { createHmac } from 'node:crypto'
import type { HardwareFactors, hardwareFactors } from '#contract/workstation.ts'

type FactorName = (typeof hardwareFactors)[number]

/** Reads the raw values of one factor; may be slow, may fail. */
export type FactorReaders = Readonly<Record<FactorName, () => Promise<readonly unknown[]>>>

export interface FactorOptions {
  /** Makes hashes of one bank useless for another. */
  readonly pepper: string
  readonly limitMs: number
}

const maxValues = 16

/** What makers of boards and disks leave in place of a serial number. */
const placeholders: ReadonlySet<string> = new Set([
  '',
  '-',
  'none',
  'unknown',
  'n/a',
  'not specified',
  'default string',
  'to be filled by o.e.m.',
  'system serial number',
  '03000200-0400-0500-0006-000700080009',
])

/** Hashes of every factor that could be read in time; the others are left out. */
export async function readHardwareFactors(readers: FactorReaders, options: FactorOptions): Promise<HardwareFactors> {
  const names = Object.keys(readers) as FactorName[]
  const read = await Promise.all(names.map(async (name) => [name, await readInTime(readers[name], options)] as const))
  return Object.fromEntries(
    read
      .map(([name, values]) => [name, hashValues(name, values, options.pepper)] as const)
      .filter(([, hashes]) => hashes.length > 0),
  )
}

/** The hashes of one factor's values; placeholders are dropped, order and spelling do not matter. */
export function hashValues(name: FactorName, values: readonly unknown[], pepper: string): string[] {
  const known = values
    .filter((value) => typeof value === 'string')
    .map((value) => value.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' '))
    .filter((value) => !isPlaceholder(value))
  const hashes = [...new Set(known)].map((value) =>
    createHmac('sha256', pepper).update(`${name}\0${value}`).digest('hex'),
  )
  return hashes.sort().slice(0, maxValues)
}

function isPlaceholder(value: string): boolean {
  return placeholders.has(value) || /^[0\W_]*$/.test(value) || /^[f\W_]*$/.test(value)
}

async function readInTime(read: () => Promise<readonly unknown[]>, { limitMs }: FactorOptions) {
  let timer: NodeJS.Timeout | undefined
  const nothing = new Promise<readonly unknown[]>((resolve) => {
    timer = setTimeout(resolve, limitMs, [])
  })
  // A factor that cannot be read is missing, which the service weighs; it is no failure.
  const values = await Promise.race([read().catch(() => []), nothing])
  clearTimeout(timer)
  return values
}
