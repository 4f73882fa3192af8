/**
 * This workstation as a witness of the log: it keeps the last checkpoint it saw and has it shown that every later one
 * continues it. A log that changed its past ends all work here until somebody has looked.
 *
 * @see C2SP tlog-witness: the size proved from must still be the one kept when the new checkpoint takes its place.
 */

import type { Distrust, DistrustReason } from '#contract/distrust.ts'
import { AppError } from '#contract/failure.ts'
import { getLogConsistency } from '#contract/http/log.ts'
import { type Checkpoint, openCheckpoint, parseVerifierKey, type VerifierKey } from '#contract/rules/checkpoint.ts'
import { compareCheckpoints } from '#contract/rules/judge-checkpoint.ts'
import type { Clock } from '#main/clock.ts'
import type { Log } from '#main/log.ts'
import type { ServiceClient } from '#main/service/service-client.ts'
import { notePrimitives } from '#verifier/note-primitives.ts'
import type { KeptCheckpoint, WitnessFiles } from './witness-files.ts'

/** What was known before the question was asked, with what came back. */
export interface Growth {
  readonly known: Checkpoint | undefined
  readonly note: string | null
  /** Base64 hashes, from the known size to the note's. */
  readonly proof: readonly string[]
}

export interface Witness {
  distrust(): Distrust | undefined
  /** The last checkpoint seen. */
  known(): Checkpoint | undefined
  /** Asks the service to show that its log has only grown. @throws {AppError} `log-untrusted`, and what a call can throw. */
  check(): Promise<void>
  /** Takes a checkpoint that came with something else, when it continues the one kept. @throws {AppError} `log-untrusted` */
  accept(growth: Growth): Promise<void>
  /** The service names another log key than the pinned one. @throws {AppError} `log-untrusted` */
  refuseKey(offered: string): Promise<never>
}

export interface WitnessDependencies {
  readonly service: ServiceClient
  readonly files: WitnessFiles
  /** The pinned verifier key; `undefined` while the workstation is not bound. */
  readonly logKey: () => string | undefined
  readonly clock: Clock
  readonly log: Log
  readonly onDistrust: (distrust: Distrust) => void
}

export function createWitness(dependencies: WitnessDependencies): Witness {
  const { service, files, logKey, clock, log, onDistrust } = dependencies
  let stored: KeptCheckpoint | undefined
  let opened: Checkpoint | undefined
  let isRead = false
  // One after the other: nobody may compare with a checkpoint that is just being replaced.
  let turn: Promise<unknown> = Promise.resolve()

  return { distrust: () => read()?.distrust ?? undefined, known, check, accept, refuseKey }

  function read(): KeptCheckpoint | undefined {
    if (!isRead) stored = files.read()
    isRead = true
    return stored
  }

  function known(): Checkpoint | undefined {
    const { note } = read() ?? {}
    const key = pinnedKey()
    // What another key signed belongs to an earlier binding.
    if (key && note) opened ??= openCheckpoint(notePrimitives, key, note)
    return opened
  }

  async function check(): Promise<void> {
    refuseDistrusted()
    if (logKey() === undefined) return
    const before = known()
    const params = { from: Number(before?.size ?? 0n), to: 'latest' } as const
    const { checkpoint, proof } = await service.call(getLogConsistency, { params })
    await accept({ known: before, note: checkpoint, proof })
  }

  function accept(growth: Growth): Promise<void> {
    const done = turn.then(() => acceptNow(growth))
    turn = done.catch(() => undefined)
    return done
  }

  async function acceptNow(growth: Growth): Promise<void> {
    refuseDistrusted()
    const key = pinnedKey()
    if (!key) return
    const { note } = growth
    const offered = note === null ? undefined : openCheckpoint(notePrimitives, key, note)
    const verdict = await judge(growth, offered)
    if (verdict !== 'good') return stop(verdict, growth)
    if (note !== null && offered && offered.size > (known()?.size ?? -1n)) await keep(note, offered)
  }

  async function judge(growth: Growth, offered: Checkpoint | undefined): Promise<'good' | DistrustReason> {
    const kept = known()
    if (!offered && growth.note !== null) return 'unsigned'
    if (!kept) return 'good'
    if (!offered || offered.size < (growth.known?.size ?? 0n)) return 'rolled-back'
    return continues(growth, { kept, offered })
  }

  /** Answers may overtake one another: then the one kept is newer than the question, and the proof has to be asked for. */
  async function continues(
    { known: asked, proof: given }: Growth,
    { kept, offered }: { kept: Checkpoint; offered: Checkpoint },
  ): Promise<'good' | 'forked'> {
    const [older, newer] = offered.size < kept.size ? [offered, kept] : [kept, offered]
    const isGiven = asked?.size === kept.size || older.size === newer.size
    const proof = isGiven ? given : await askProof(older.size, newer.size)
    const shown = { kept: older, checkpoint: newer, proof: proof.map(decode) }
    return compareCheckpoints(notePrimitives, shown) === 'forked' ? 'forked' : 'good'
  }

  async function askProof(from: bigint, to: bigint): Promise<readonly string[]> {
    const params = { from: Number(from), to: Number(to) }
    return (await service.call(getLogConsistency, { params })).proof
  }

  async function keep(note: string, checkpoint: Checkpoint): Promise<void> {
    stored = { format: 1, note, seenAt: new Date(clock()).toISOString(), distrust: null }
    opened = checkpoint
    await files.write(stored)
  }

  async function refuseKey(offered: string): Promise<never> {
    refuseDistrusted()
    return stop('key-changed', { known: known(), note: null, proof: [] }, offered)
  }

  async function stop(reason: DistrustReason, { note, proof }: Growth, offeredKey?: string): Promise<never> {
    const now = new Date(clock())
    const { note: keptNote = null, seenAt = now.toISOString() } = read() ?? {}
    const at = now.toISOString()
    const kept = { note: keptNote, seenAt }
    const evidence = { format: 1, reason, at, logKey: logKey(), kept, offered: { note, proof, key: offeredKey } }
    const distrust = { reason, at, evidenceFile: await files.keepEvidence(now, evidence) }
    stored = { format: 1, note: keptNote, seenAt, distrust }
    log.write('log-distrusted', { reason })
    onDistrust(distrust)
    await files.write(stored)
    throw untrusted()
  }

  function refuseDistrusted(): void {
    if (read()?.distrust) throw untrusted()
  }

  function pinnedKey(): VerifierKey | undefined {
    const text = logKey()
    return text === undefined ? undefined : parseVerifierKey(notePrimitives, text)
  }
}

/** What is no base64 is no hash, and proves nothing. */
function decode(text: string): Uint8Array {
  try {
    return notePrimitives.fromBase64(text)
  } catch {
    return new Uint8Array()
  }
}

function untrusted(): AppError {
  return new AppError('log-untrusted', 'The log of the service does not continue what this workstation has seen.')
}
