/** Writes a table of the screen into a file: named by the person, recorded by the service, and only then there. */

import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { AppError } from '#contract/failure.ts'
import { postTableExport } from '#contract/http/table-export.ts'
import type { ExportedTable } from '#contract/table-export.ts'
import type { SessionService } from '#main/session/session-service.ts'

export interface TableExports {
  /**
   * @returns The file's name; `null` when the person cancelled.
   * @throws {AppError} `conflict` while another export is under way, `export-refused` by policy, `file-not-written`.
   */
  write(table: ExportedTable): Promise<string | null>
}

export interface TableExportDependencies {
  readonly session: Pick<SessionService, 'call' | 'token'>
  /** The system's own dialog. */
  readonly chooseFile: (proposal: string) => Promise<string | undefined>
  readonly makeFile: (table: ExportedTable) => Promise<Uint8Array>
  readonly writeFile: (path: string, content: Uint8Array) => Promise<void>
}

export function createTableExports({
  session,
  chooseFile,
  makeFile,
  writeFile,
}: TableExportDependencies): TableExports {
  let isBusy = false
  return {
    async write(table) {
      if (isBusy) throw new AppError('conflict', 'Another table is being exported.')
      isBusy = true
      try {
        return await write(table)
      } finally {
        isBusy = false
      }
    },
  }

  async function write(table: ExportedTable): Promise<string | null> {
    const asked = session.token()
    const path = await chooseFile(`${fileNameOf(table.title)}.xlsx`)
    if (path === undefined) return null
    // Who was asked is who gets it: nobody writes on for somebody who has logged out meanwhile.
    if (session.token() !== asked) throw new AppError('session-ended', 'The session ended while the file was chosen.')
    const content = await makeFile(table)
    const sha256 = createHash('sha256').update(content).digest('hex')
    const { table: code, rows, head } = table
    await session.call(postTableExport, { body: { table: code, rows: rows.length, columns: head.length, sha256 } })
    await writeFile(path, content).catch((cause: unknown) => {
      throw new AppError('file-not-written', 'The file could not be written.', { cause })
    })
    return basename(path).slice(-255)
  }
}

/** A title as a file's name: without what some system refuses there. */
export function fileNameOf(title: string): string {
  const safe = title.replaceAll(/[\p{Cc}\\/:*?"<>|]/gu, ' ').replaceAll(/\s+/g, ' ')
  return safe.replaceAll(/^[. ]+|[. ]+$/g, '').slice(0, 60) || 'table'
}
