/**
 * Makes the bundles that were asked for, one at a time and in the background. A run that was cut off is begun anew and gives
 * the same bytes; the entry of the log is written before the receipt, and nothing can be fetched before that.
 */

import { createHash } from 'node:crypto'
import type { AuditService, EntryDraft } from '#central/audit/audit-service.ts'
import { createLogReading, type LogReading } from '#central/audit/log-reading-service.ts'
import type { Clock } from '#central/clock.ts'
import type { ConsentScanService } from '#central/consents/consent-scan-service.ts'
import { type Database, inTransaction, type Queryable } from '#central/database/database.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { ExportPart } from '#contract/audit-export.ts'
import type { LogReceipt } from '#contract/log-entry.ts'
import { parseVerifierKey } from '#contract/rules/checkpoint.ts'
import { sealTo } from '#verifier/age-file.ts'
import {
  type BundleHeader,
  type BundleReceipt,
  bundleFormat,
  clockToleranceMs,
  fileNames,
} from '#verifier/bundle-format.ts'
import { notePrimitives } from '#verifier/note-primitives.ts'
import { packEnd, packMember } from '#verifier/tar-file.ts'
import { type BundlePlan, type BundleSummary, writeBundle } from './bundle-writer.ts'
import * as repository from './export-repository.ts'
import type { PartStore } from './part-store.ts'
import { sampledScans } from './sampled-scans.ts'

export interface ExportRunner {
  /** Makes every bundle that waits. Calls while it runs are one more look. */
  run(): Promise<void>
  /** Takes old bundles off the disk. */
  expire(): Promise<void>
  /** Leaves what is being made to the next start. */
  stop(): Promise<void>
}

export interface ExportRunnerDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly scans: ConsentScanService
  readonly parts: PartStore
  readonly clock: Clock
  /** An export that failed; the reason is for the service's own log. */
  readonly onFailed: (error: unknown) => void
}

/** A runner says after each file of entries that it lives. */
const lostAfterMs = 5 * 60_000
const keptMs = 7 * 86_400_000
const receiptLookMs = 1000
const receiptLooks = 30

class Cancelled extends Error {}
class Stopped extends Error {}

export function createExportRunner(dependencies: ExportRunnerDependencies): ExportRunner {
  const { database, audit, policy, scans, parts, clock, onFailed } = dependencies
  let running: Promise<void> | undefined
  let isAskedAgain = false
  let isStopping = false
  return { run, expire, stop }

  function run(): Promise<void> {
    isAskedAgain = true
    running ??= runAll()
      .catch(onFailed)
      .finally(() => {
        running = undefined
      })
    return running
  }

  async function runAll(): Promise<void> {
    while (isAskedAgain && !isStopping) {
      isAskedAgain = false
      for (let id = await claim(); id !== undefined; id = await claim()) await make(id)
    }
  }

  async function claim(): Promise<string | undefined> {
    if (isStopping) return undefined
    const now = clock()
    return repository.claimExport(database, { now, lostBefore: new Date(now.getTime() - lostAfterMs) })
  }

  async function make(id: string): Promise<void> {
    try {
      const finished = await writeParts(id)
      const isReady = await repository.endExport(database, id, { state: 'ready', parts: finished, at: clock() })
      if (!isReady) await parts.remove(id)
    } catch (error) {
      if (error instanceof Cancelled) return
      if (error instanceof Stopped) return repository.releaseExport(database, id)
      await repository.endExport(database, id, { state: 'failed', parts: [], at: clock() })
      onFailed(error)
    }
  }

  async function writeParts(id: string): Promise<ExportPart[]> {
    if (isStopping) throw new Stopped()
    const stored = await repository.findExport(database, id)
    if (!stored) throw new Error('An export just claimed is not there.')
    // One snapshot for all of it: what is written or pruned meanwhile belongs to the next export.
    return database.begin('isolation level repeatable read read only', async (snapshot) => {
      const plan = await planOf(stored, snapshot)
      const plaintext = packed(stored, plan, createLogReading(snapshot))
      return parts.write(id, await sealTo(stored.request.recipient, plaintext))
    }) as Promise<ExportPart[]>
  }

  async function planOf(stored: repository.StoredExport, snapshot: Queryable): Promise<BundlePlan> {
    const { request, institutions, treeSize } = stored
    const { period, employeeIds } = request.filter
    const [from, until] = [new Date(period.from), new Date(period.until)]
    const log = createLogReading(snapshot)
    const range = await log.rangeOf({ from, until, slackMs: clockToleranceMs, size: treeSize })
    const header: BundleHeader = {
      format: bundleFormat,
      origin: parseVerifierKey(notePrimitives, audit.verifierKey).name,
      filter: { period, institutions, employeeIds },
      withTables: request.withTables,
      sampledConsents: request.sampledConsents,
      ...range,
      treeSize,
      prunedBelow: await log.prunedBelow(),
    }
    return {
      header,
      knownSizes: request.knownSizes,
      keys: [audit.verifierKey],
      policies: await policy.inForce(snapshot, { from, until }),
      attachments: (root, consentIds) =>
        sampledScans(scans, snapshot, { root, consentIds, count: request.sampledConsents }),
    }
  }

  async function* packed(
    stored: repository.StoredExport,
    plan: BundlePlan,
    log: LogReading,
  ): AsyncGenerator<Uint8Array> {
    const { id } = stored.request
    const total = plan.header.to - plan.header.from
    let done = 0
    const writing = writeBundle(log, plan, async (written) => {
      if (isStopping) throw new Stopped()
      done += written
      if (!(await repository.saveProgress(database, id, { done, total, at: clock() }))) throw new Cancelled()
    })
    let step = await writing.next()
    for (; !step.done; step = await writing.next()) yield* packMember(step.value)
    const receipt = await handOver(stored, plan.header, step.value)
    yield* packMember({ name: fileNames.receipt, bytes: Buffer.from(`${JSON.stringify(receipt)}\n`) })
    yield packEnd()
  }

  /** The entry first, in the transaction that says what leaves; then its receipt. */
  async function handOver(
    stored: repository.StoredExport,
    header: BundleHeader,
    summary: BundleSummary,
  ): Promise<BundleReceipt> {
    const entryId = isSameAs(stored, summary) ? stored.entryId : await recordExport(stored, header, summary)
    const receipt = await waitForReceipt(stored, entryId)
    const newSize = Number(receipt.checkpoint.split('\n')[1])
    const consistency = await createLogReading(database).consistency({ oldSize: header.treeSize, newSize })
    return { receipt, consistency: consistency.map(notePrimitives.toBase64) }
  }

  /** Looks up now and then whether the export is still wanted. @throws {AppError} `log-unavailable` in the end. */
  async function waitForReceipt({ request: { id } }: repository.StoredExport, entryId: string): Promise<LogReceipt> {
    for (let look = 1; look < receiptLooks; look += 1) {
      const receipt = await audit.receiptFor(entryId, receiptLookMs).catch(() => undefined)
      if (receipt) return receipt
      await keepWaiting(id)
    }
    return audit.receiptFor(entryId, receiptLookMs)
  }

  async function keepWaiting(id: string): Promise<void> {
    if (isStopping) throw new Stopped()
    if (!(await repository.touchExport(database, id, clock()))) throw new Cancelled()
  }

  function recordExport(
    { request, actor }: repository.StoredExport,
    { from, to, treeSize, prunedBelow }: BundleHeader,
    { selected, manifest }: BundleSummary,
  ): Promise<string> {
    const recipient = createHash('sha256').update(request.recipient).digest('hex')
    const facts = { engagement: request.engagement, from, to, treeSize, prunedBelow, selected, manifest, recipient }
    const draft: EntryDraft = {
      ...actor,
      kind: 'audit.exported',
      subjectCommitment: null,
      object: request.id,
      facts: { ...facts, consents: request.sampledConsents },
    }
    return inTransaction(database, async (tx) => {
      const entryId = await audit.record(tx, draft)
      if (!(await repository.saveEntry(tx, request.id, { selected, manifest, entryId }))) throw new Cancelled()
      return entryId
    })
  }

  async function stop(): Promise<void> {
    isStopping = true
    await running
  }

  async function expire(): Promise<void> {
    const gone = await repository.expireExports(database, new Date(clock().getTime() - keptMs))
    for (const id of gone) await parts.remove(id)
  }
}

/** A run after a crash that comes to the same manifest uses the entry already written. */
function isSameAs(
  stored: repository.StoredExport,
  { manifest }: BundleSummary,
): stored is repository.StoredExport & { readonly entryId: string } {
  return stored.entryId !== null && stored.manifest === manifest
}
