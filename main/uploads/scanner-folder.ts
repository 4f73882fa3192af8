/** The folder a scanner puts its files into: taken from there as soon as they are whole, and not left behind. */

import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const lookEveryMs = 1500
const scanName = /\.(pdf|jpe?g|png|tiff?)$/i
const atOnce = 8

export interface ScannerFolder {
  readonly hasFolder: boolean
  start(): void
  stop(): void
}

export interface ScannerFolderDependencies {
  /** `undefined`: IT named none. */
  readonly folder: string | undefined
  /** Takes files; those that were taken in are removed from the folder. @returns Their paths. */
  readonly take: (paths: readonly string[]) => Promise<readonly string[]>
  readonly every: (milliseconds: number, action: () => void) => () => void
}

/** A file counts as whole when it has not grown from one look to the next. */
export function createScannerFolder({ folder, take, every }: ScannerFolderDependencies): ScannerFolder {
  let sizes = new Map<string, number>()
  let isLooking = false
  let stopLooking: (() => void) | undefined

  return {
    hasFolder: folder !== undefined,
    start() {
      if (folder === undefined || stopLooking) return
      sizes = new Map()
      stopLooking = every(lookEveryMs, () => void look(folder))
    },
    stop() {
      stopLooking?.()
      stopLooking = undefined
    },
  }

  async function look(place: string): Promise<void> {
    if (isLooking) return
    isLooking = true
    try {
      const seen = await sizesIn(place)
      const whole = [...seen].filter(([path, size]) => size > 0 && sizes.get(path) === size).map(([path]) => path)
      sizes = seen
      if (whole.length === 0) return
      for (const path of await take(whole.toSorted().slice(0, atOnce))) await rm(path, { force: true })
    } finally {
      isLooking = false
    }
  }
}

async function sizesIn(folder: string): Promise<Map<string, number>> {
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(
    names
      .filter((name) => scanName.test(name))
      .map(async (name) => {
        const path = join(folder, name)
        const size = await stat(path).then(
          (status) => (status.isFile() ? status.size : 0),
          () => 0,
        )
        return [path, size] as const
      }),
  )
  return new Map(found)
}
