/** Keeps what happens at this workstation until it stands in the service's log: durably, in order, each event once. */

import { AppError } from '#contract/failure.ts'
import { LocalEvent, type LocalEventKind, type LocalFacts, maxEventsAtOnce } from '#contract/local-event.ts'
import type { Clock } from '#main/clock.ts'
import type { Log } from '#main/log.ts'
import type { JournalFile } from './journal-file.ts'
import type { JournalRecord, RecordSeal } from './journal-records.ts'

/** A file that is larger than this is written anew once everything in it has been sent. */
const compactBytes = 64 * 1024

export interface Journal {
  /** Notes an event. It never fails for the caller; durable when it resolves, unless the log says otherwise. */
  note(kind: LocalEventKind, facts?: LocalFacts): Promise<void>
  /** Sends what waits. @returns Whether everything is sent. */
  drain(): Promise<boolean>
  pending(): number
  close(): Promise<void>
}

export interface JournalDependencies {
  readonly openFile: () => Promise<JournalFile>
  readonly openSeal: () => Promise<RecordSeal>
  /** Hands events to the service; resolves when they stand in its log. */
  readonly send: (events: readonly LocalEvent[]) => Promise<void>
  /** Who is logged in. */
  readonly employeeId: () => string | null
  readonly newId: () => string
  readonly clock: Clock
  readonly log: Log
}

interface Opened {
  readonly file: JournalFile
  readonly seal: RecordSeal
}

export function createJournal(dependencies: JournalDependencies): Journal {
  const { openFile, openSeal, send, employeeId, newId, clock, log } = dependencies
  let opening: Promise<Opened> | undefined
  let waiting: LocalEvent[] = []
  let lastCounter = 0
  let sentCounter = 0
  /** What is on its way to the disk, written in one go when the last write has returned. */
  let unwritten: JournalRecord[] = []
  let writing: Promise<void> | undefined
  let isFileUncertain = false
  let draining: Promise<boolean> | undefined

  return { note, drain, pending: () => waiting.length, close }

  async function note(kind: LocalEventKind, facts: LocalFacts = {}): Promise<void> {
    const at = new Date(clock()).toISOString()
    const who = employeeId()
    try {
      await opened()
      addEvent({ kind, facts, at, employeeId: who })
      await write()
    } catch (error) {
      log.unexpected('journal-failed', error, { reason: kind })
    }
  }

  function addEvent(about: Omit<LocalEvent, 'id' | 'counter'>): void {
    lastCounter += 1
    const event = LocalEvent.parse({ id: newId(), counter: lastCounter, ...about })
    waiting.push(event)
    unwritten.push({ type: 'event', event })
  }

  function opened(): Promise<Opened> {
    opening ??= openAll().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }

  async function openAll(): Promise<Opened> {
    const seal = await openSeal()
    const file = await openFile()
    const records = file.found.map((sealed) => seal.open(sealed))
    const unreadable = records.filter((record) => record === undefined).length
    for (const record of records) if (record) replay(record)
    if (file.quarantine || unreadable > 0) {
      log.write('journal-damaged', { reason: `${unreadable} unreadable` })
      const facts = { unreadable, quarantined: file.quarantine !== undefined }
      addEvent({ kind: 'journal-damaged', facts, at: new Date(clock()).toISOString(), employeeId: null })
    }
    return { file, seal }
  }

  function replay(record: JournalRecord): void {
    if (record.type === 'event') {
      lastCounter = Math.max(lastCounter, record.event.counter)
      if (record.event.counter > sentCounter) waiting.push(record.event)
      return
    }
    sentCounter = Math.max(sentCounter, record.counter)
    lastCounter = Math.max(lastCounter, sentCounter)
    waiting = waiting.filter(({ counter }) => counter > sentCounter)
  }

  /** Resolves when everything that was noted before is on the disk. */
  async function write(): Promise<void> {
    while (unwritten.length > 0 || writing) {
      writing ??= writeBatch().finally(() => {
        writing = undefined
      })
      await writing
    }
  }

  async function writeBatch(): Promise<void> {
    const { file, seal } = await opened()
    const batch = unwritten
    unwritten = []
    // After a failed write nobody knows what the disk holds: everything is written anew.
    const isCompacting = waiting.length === 0 && file.size() > compactBytes
    try {
      if (isFileUncertain || isCompacting) await file.replace(everything().map(seal.seal))
      else await file.append(batch.map(seal.seal))
      isFileUncertain = false
    } catch (error) {
      isFileUncertain = true
      unwritten = []
      throw error
    }
  }

  function everything(): JournalRecord[] {
    const events = waiting.map((event) => ({ type: 'event', event }) as const)
    return [{ type: 'sent', counter: sentCounter }, ...events]
  }

  function drain(): Promise<boolean> {
    draining ??= drainAll().finally(() => {
      draining = undefined
    })
    return draining
  }

  async function drainAll(): Promise<boolean> {
    try {
      await opened()
      await write()
      while (waiting.length > 0) {
        const events = waiting.slice(0, maxEventsAtOnce)
        await send(events)
        sentCounter = events.at(-1)?.counter ?? sentCounter
        waiting = waiting.filter(({ counter }) => counter > sentCounter)
        // A cut before this is on the disk sends them again, which changes nothing.
        unwritten.push({ type: 'sent', counter: sentCounter })
        await write()
      }
      return true
    } catch (error) {
      if (!(error instanceof AppError)) log.unexpected('journal-drain-failed', error)
      return false
    }
  }

  async function close(): Promise<void> {
    await write().catch(() => undefined)
    await (await opening)?.file.close()
  }
}
