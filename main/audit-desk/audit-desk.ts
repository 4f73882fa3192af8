/** Everything an auditor does at this PC. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#contract/failure.ts'
import type { BundleFile } from '#contract/ipc/audit-desk.ts'
import type { ServiceClient } from '#main/service/service-client.ts'
import type { SessionService } from '#main/session/session-service.ts'
import type { BundleDesk } from './bundle-desk.ts'
import { type CheckpointDesk, createCheckpointDesk } from './checkpoint-desk.ts'
import { createExportDownload, type ExportDownload } from './export-download.ts'

interface Progress {
  readonly done: number
  readonly total: number
}

export interface AuditDeskDependencies {
  readonly session: Pick<SessionService, 'call' | 'current'>
  readonly service: Pick<ServiceClient, 'call'>
  readonly logKey: () => string | undefined
  readonly chooseFile: (file: BundleFile) => Promise<string | undefined>
  readonly chooseTarget: (target: { kind: 'export' | 'verdict'; name: string }) => Promise<string | undefined>
  readonly onExportProgress: (progress: Progress) => void
  readonly onBundleProgress: (progress: Progress) => void
  /** Folder of the fonts that papers are set in. */
  readonly fontFolder: string
  readonly clock: () => number
}

export interface AuditDesk {
  /** Read when an auditor first asks for it: nobody else needs the verifier. */
  readonly bundle: () => Promise<BundleDesk>
  readonly checkpoints: CheckpointDesk
  readonly exports: ExportDownload
  /** @returns Whether it was written. @throws {AppError} `not-found` without a verdict, `file-not-written`. */
  saveVerdict(): Promise<boolean>
  /** At the session's end. */
  clear(): void
}

export function createAuditDesk(dependencies: AuditDeskDependencies): AuditDesk {
  const { session, service, logKey, chooseFile, chooseTarget, fontFolder, clock } = dependencies
  const { onExportProgress, onBundleProgress } = dependencies
  let desk: Promise<BundleDesk> | undefined
  return {
    bundle,
    clear: () => void desk?.then((opened) => opened.clear()),
    checkpoints: createCheckpointDesk({ service, logKey }),
    exports: createExportDownload({
      session,
      chooseTarget: (name) => chooseTarget({ kind: 'export', name }),
      onProgress: onExportProgress,
    }),
    saveVerdict,
  }

  function bundle(): Promise<BundleDesk> {
    desk ??= import('./bundle-desk.ts').then(({ createBundleDesk }) =>
      createBundleDesk({ chooseFile, onProgress: onBundleProgress, clock }),
    )
    return desk
  }

  async function saveVerdict(): Promise<boolean> {
    const verdict = (await bundle()).lastVerdict()
    const { user } = session.current() ?? {}
    if (!user) throw new AppError('session-ended', 'Nobody is logged in.')
    const target = await chooseTarget({ kind: 'verdict', name: `verdict-${verdict.verifiedAt.slice(0, 10)}.pdf` })
    if (target === undefined) return false
    // Read when it is needed: setting type takes more program than everything else here.
    const [{ verdictPaper }, { makePdf }] = await Promise.all([
      import('./verdict-paper.ts'),
      import('#paper/make-pdf.ts'),
    ])
    const font = join(fontFolder, 'NotoSansHans-Regular.otf')
    const pdf = await makePdf({ normal: font, bold: font }, verdictPaper(verdict, user))
    await writeFile(target, pdf).catch(() => {
      throw new AppError('file-not-written', 'The file cannot be written there.')
    })
    return true
  }
}
