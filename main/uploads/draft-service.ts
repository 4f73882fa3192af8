/** Consents that are not registered yet, sealed on this PC; each officer sees his own. */

import * as z from 'zod'
import { QuarterTurns } from '#contract/consent.ts'
import { AppError } from '#contract/failure.ts'
import { type ConsentDraft, type DraftSummary, DraftValues } from '#contract/ipc/consent-draft.ts'
import { ConsentId, Instant } from '#contract/values.ts'
import type { Clock } from '#main/clock.ts'
import type { ScanSpool } from './scan-spool.ts'
import type { SealedFolder } from './sealed-folder.ts'

const StoredDraft = z.strictObject({
  id: ConsentId,
  employeeId: z.string(),
  savedAt: Instant,
  values: DraftValues,
  scans: z.array(z.strictObject({ handle: z.uuid(), quarterTurns: QuarterTurns })),
})
type StoredDraft = z.output<typeof StoredDraft>

/** A consent nobody came back to; its customer has gone. */
const keptDays = 30
const dayMs = 86_400_000

export interface DraftService {
  save(draft: Pick<StoredDraft, 'id' | 'values' | 'scans'>): Promise<void>
  list(): Promise<DraftSummary[]>
  /** @throws {AppError} `not-found` when it is not there, or somebody else's. */
  read(id: ConsentId): Promise<ConsentDraft>
  /** With its scans. */
  discard(id: ConsentId): Promise<void>
  /** Removes what is too old, and scans that belong to no draft. */
  tidy(): Promise<void>
}

export interface DraftDependencies {
  readonly folder: SealedFolder
  readonly spool: ScanSpool
  readonly employeeId: () => string | null
  readonly clock: Clock
}

export function createDraftService({ folder, spool, employeeId, clock }: DraftDependencies): DraftService {
  return {
    async save({ id, values, scans }) {
      const draft: StoredDraft = { id, employeeId: own(), savedAt: new Date(clock()).toISOString(), values, scans }
      await folder.write(`${id}.draft`, Buffer.from(JSON.stringify(draft)))
    },

    async list() {
      const drafts = (await all()).filter((draft) => draft.employeeId === employeeId())
      return drafts
        .toSorted((a, b) => b.savedAt.localeCompare(a.savedAt))
        .map(({ id, savedAt, values, scans }) => ({ id, savedAt, reference: values.reference, scans: scans.length }))
    },

    async read(id) {
      const { values, scans } = await get(id)
      const found = await Promise.all(
        scans.map(async ({ handle, quarterTurns }) => {
          const scan = await spool.find(handle)
          if (!scan) return []
          const { fileName, bytes, mediaType } = scan
          return [{ scan: { handle, fileName, bytes, mediaType, refusal: null }, quarterTurns }]
        }),
      )
      return { id, values, scans: found.flat() }
    },

    async discard(id) {
      const draft = await find(id)
      if (draft?.employeeId !== employeeId()) return
      for (const { handle } of draft.scans) await spool.remove(handle)
      await folder.remove(`${id}.draft`)
    },

    async tidy() {
      const oldest = clock() - keptDays * dayMs
      const drafts = await all()
      const [old, kept] = [
        drafts.filter(({ savedAt }) => Date.parse(savedAt) < oldest),
        drafts.filter(({ savedAt }) => Date.parse(savedAt) >= oldest),
      ]
      for (const { id } of old) await folder.remove(`${id}.draft`)
      const wanted = new Set(kept.flatMap(({ scans }) => scans.map(({ handle }) => handle)))
      for (const handle of await spool.handles()) if (!wanted.has(handle)) await spool.remove(handle)
    },
  }

  function own(): string {
    const id = employeeId()
    if (id === null) throw new AppError('session-ended', 'Nobody is logged in.')
    return id
  }

  async function get(id: ConsentId): Promise<StoredDraft> {
    const draft = await find(id)
    if (!draft || draft.employeeId !== employeeId()) throw new AppError('not-found', 'There is no such draft.')
    return draft
  }

  async function find(id: string): Promise<StoredDraft | undefined> {
    const text = await folder.read(`${id}.draft`)
    return text && StoredDraft.safeParse(JSON.parse(text.toString())).data
  }

  async function all(): Promise<StoredDraft[]> {
    const names = (await folder.list()).filter((name) => name.endsWith('.draft'))
    const drafts = await Promise.all(names.map((name) => find(name.slice(0, 36))))
    return drafts.filter((draft) => draft !== undefined)
  }
}
