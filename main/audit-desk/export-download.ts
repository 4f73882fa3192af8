/** Fetches a finished audit bundle to where the auditor wants it, and compares every part with the hash the service named. */

import { createHash } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import type { ExportPart } from '#contract/audit-export.ts'
import { AppError } from '#contract/failure.ts'
import { getAuditExport, getAuditExportPiece, pieceBytes } from '#contract/http/audit.ts'
import type { SessionService } from '#main/session/session-service.ts'

const timeoutMs = 60_000

export interface ExportDownload {
  /** @returns `null` when the person cancelled. @throws {AppError} `conflict` when it is not ready, `file-altered`, `file-not-written`. */
  save(id: string): Promise<{ files: number; bytes: number } | null>
}

export interface ExportDownloadDependencies {
  readonly session: Pick<SessionService, 'call'>
  /** @param name What the file is called unless the person wants otherwise. */
  readonly chooseTarget: (name: string) => Promise<string | undefined>
  readonly onProgress: (progress: { done: number; total: number }) => void
}

export function createExportDownload({
  session,
  chooseTarget,
  onProgress,
}: ExportDownloadDependencies): ExportDownload {
  return { save }

  async function save(id: string): Promise<{ files: number; bytes: number } | null> {
    const { state, parts, period } = await ready(id)
    if (state !== 'ready') throw new AppError('conflict', 'The bundle is not ready.')
    const target = await chooseTarget(`audit-${period}.age`)
    if (target === undefined) return null
    const total = parts.reduce((sum, { bytes }) => sum + bytes, 0)
    let done = 0
    const onBytes = (bytes: number) => {
      done += bytes
      onProgress({ done, total })
    }
    for (const [at, part] of parts.entries())
      await savePart({ id, part, number: at + 1, path: pathOf(target, at, parts.length) }, onBytes)
    return { files: parts.length, bytes: total }
  }

  async function ready(id: string) {
    const { state, parts, filter } = await session.call(getAuditExport, { params: { id } })
    return { state, parts, period: `${filter.period.from.slice(0, 10)}-${filter.period.until.slice(0, 10)}` }
  }

  async function savePart(
    { id, part, number, path }: { id: string; part: ExportPart; number: number; path: string },
    onBytes: (bytes: number) => void,
  ): Promise<void> {
    // Beside an older file of that name nothing of it must be left over.
    const file = await open(path, 'w').catch(() => {
      throw new AppError('file-not-written', 'The file cannot be written there.')
    })
    try {
      const hash = await fetchPieces({ id, part, number }, file, onBytes)
      await file.sync()
      if (hash !== part.sha256) throw new AppError('file-altered', 'A part is not what the service made.')
    } catch (error) {
      await file.close()
      await rm(path, { force: true })
      throw error
    }
    await file.close()
  }

  async function fetchPieces(
    { id, part, number }: { id: string; part: ExportPart; number: number },
    file: FileHandle,
    onBytes: (bytes: number) => void,
  ): Promise<string> {
    const hash = createHash('sha256')
    for (let piece = 0; piece * pieceBytes < part.bytes; piece += 1) {
      const params = { id, part: number, piece }
      const bytes = await session.call(getAuditExportPiece, { params, timeoutMs })
      hash.update(bytes)
      await file.write(bytes)
      onBytes(bytes.length)
    }
    return hash.digest('hex')
  }
}

/** One part is the file itself; more are numbered, as the verifier looks for them. */
function pathOf(target: string, at: number, count: number): string {
  return count === 1 ? target : `${target}.${String(at + 1).padStart(3, '0')}`
}
