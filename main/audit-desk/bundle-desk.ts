/** An auditor's bundle at this PC: chosen files, verification, reading. Nothing here asks the network. */

import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '#contract/failure.ts'
import {
  type BundleFile,
  type BundleRefusal,
  type BundleVerdict,
  bundlePageEntries,
  type ChosenBundleFiles,
} from '#contract/ipc/audit-desk.ts'
import type { FoundEntry } from '#contract/log-search.ts'
import type { Checkpoint } from '#contract/rules/checkpoint.ts'
import { openSealed } from '#verifier/age-file.ts'
import { checkpointsIn, identityIn, partsOf, readParts } from '#verifier/bundle-files.ts'
import { maxFileBytes } from '#verifier/bundle-format.ts'
import { MalformedBundle, readMembers } from '#verifier/tar-file.ts'
import { parseTrustFile, type TrustedKey } from '#verifier/trust-file.ts'
import { verifyBundle } from '#verifier/verify-bundle.ts'

/** Entries kept for reading; what is more stands in the bundle's tables. */
const maxReadable = 50_000
const maxTextBytes = 4 * 1024 * 1024
const progressMs = 200

export interface BundleDesk {
  choose(file: BundleFile): Promise<ChosenBundleFiles>
  forget(file: BundleFile): ChosenBundleFiles
  verify(): Promise<{ verdict: BundleVerdict; refusal: null } | { verdict: null; refusal: BundleRefusal }>
  read(contains: string, page: number): { entries: FoundEntry[]; found: number }
  /** Of the verification before. @throws {AppError} `not-found` when there was none. */
  lastVerdict(): BundleVerdict & { readonly fileName: string }
  /** At the session's end: no path and no entry survives it. */
  clear(): void
}

export interface BundleDeskDependencies {
  readonly chooseFile: (file: BundleFile) => Promise<string | undefined>
  readonly onProgress: (progress: { done: number; total: number }) => void
  readonly clock: () => number
}

class Refused extends Error {
  readonly refusal: BundleRefusal
  constructor(file: BundleFile, why: BundleRefusal['why']) {
    super(`${file}: ${why}`)
    this.refusal = { file, why }
  }
}

export function createBundleDesk({ chooseFile, onProgress, clock }: BundleDeskDependencies): BundleDesk {
  const paths = new Map<BundleFile, string>()
  let rows: FoundEntry[] = []
  let last: (BundleVerdict & { readonly fileName: string }) | undefined

  return {
    async choose(file) {
      const path = await chooseFile(file)
      if (path !== undefined) paths.set(file, path)
      return names()
    },
    forget(file) {
      paths.delete(file)
      return names()
    },
    verify,
    read,
    lastVerdict() {
      if (!last) throw new AppError('not-found', 'No bundle was verified.')
      return last
    },
    clear() {
      paths.clear()
      rows = []
      last = undefined
    },
  }

  function names(): ChosenBundleFiles {
    return Object.fromEntries([...paths].map(([file, path]) => [file, basename(path).slice(-255)]))
  }

  async function verify(): Promise<Awaited<ReturnType<BundleDesk['verify']>>> {
    rows = []
    last = undefined
    try {
      const verdict = await verifyChosen()
      return { verdict, refusal: null }
    } catch (error) {
      if (error instanceof Refused) return { verdict: null, refusal: error.refusal }
      throw error
    }
  }

  async function verifyChosen(): Promise<BundleVerdict> {
    const bundle = pathOf('bundle')
    const identity = identityIn(await textOf('identity'))
    if (identity === undefined) throw new Refused('identity', 'no-age-key')
    const keys = refusing('trust', 'no-verifier-key', parseTrustFile)(await textOf('trust'))
    const seen = paths.has('seen') ? readSeen(await textOf('seen'), keys) : []
    const found = await readBundle(bundle, identity, { keys, seen })
    const { header, problems, notCompared, ...verdict } = found
    const { origin, from, to, treeSize, filter } = header
    const shown: BundleVerdict = {
      ...verdict,
      problems: problems.map(({ index, text, chinese }) => ({
        index,
        text: text.slice(0, 400),
        chinese: chinese.slice(0, 400),
      })),
      notCompared: [...notCompared],
      origin,
      period: filter.period,
      from,
      to,
      treeSize,
      readable: rows.length,
      verifiedAt: new Date(clock()).toISOString(),
    }
    last = { ...shown, fileName: basename(bundle) }
    return shown
  }

  function readSeen(text: string, keys: readonly TrustedKey[]): Checkpoint[] {
    return refusing('seen', 'no-checkpoints', (content) => checkpointsIn(content, keys))(text)
  }

  async function readBundle(
    bundle: string,
    identity: string,
    trust: { readonly keys: readonly TrustedKey[]; readonly seen: readonly Checkpoint[] },
  ) {
    const parts = refusing('bundle', 'unreadable', partsOf)(bundle)
    const total = refusing('bundle', 'unreadable', () => parts.reduce((sum, part) => sum + statSync(part).size, 0))(
      bundle,
    )
    let told = 0
    const chunks = readParts(parts, (done) => {
      if (done < total && clock() - told < progressMs) return
      told = clock()
      onProgress({ done, total })
    })
    try {
      return await verifyBundle(readMembers(openSealed(chunks, identity), maxFileBytes), trust, (entries) => {
        for (const row of entries) if (rows.length < maxReadable) rows.push(row)
      })
    } catch (error) {
      if (!(error instanceof MalformedBundle)) throw error
      // The age library says so in words only.
      const isOthers = error.message.includes('no identity matched')
      throw isOthers ? new Refused('identity', 'not-for-this-key') : new Refused('bundle', 'no-bundle')
    }
  }

  function pathOf(file: BundleFile): string {
    const path = paths.get(file)
    if (path === undefined) throw new Refused(file, 'missing')
    return path
  }

  async function textOf(file: BundleFile): Promise<string> {
    const path = pathOf(file)
    try {
      if (statSync(path).size > maxTextBytes) throw new RangeError('Too large.')
      return await readFile(path, 'utf8')
    } catch {
      throw new Refused(file, 'unreadable')
    }
  }

  function read(contains: string, page: number): { entries: FoundEntry[]; found: number } {
    const wanted = contains.trim().toLowerCase()
    const found =
      wanted === '' ? rows : rows.filter(({ entry }) => JSON.stringify(entry).toLowerCase().includes(wanted))
    return { entries: found.slice(page * bundlePageEntries, (page + 1) * bundlePageEntries), found: found.length }
  }
}

/** Turns whatever a reader throws into the refusal of its file. */
function refusing<T>(file: BundleFile, why: BundleRefusal['why'], readIt: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return readIt(text)
    } catch {
      throw new Refused(file, why)
    }
  }
}
