/** Opens the viewing and gives page after page; holds keys and sealed bytes, never a page. */

import type { Language } from '#contract/ipc/shell.ts'
import { readSealedPage, releasePageKey, startViewing } from '#contract/ipc/viewer.ts'
import type { ReportPage } from '#contract/report-page.ts'
import type { Viewing } from '#contract/viewing.ts'
import { invoke } from '#renderer/bridge.ts'
import { openPage } from './open-page.ts'
import { createSealedPages } from './sealed-pages.ts'
import { makeViewerKey } from './viewer-key.ts'

export interface ReportReader {
  /** @throws {AppError} Also when asked again after a failure: it is then tried again. */
  start(): Promise<{ viewing: Viewing; language: Language }>
  /** Records the view, gets the key, opens the page. @throws {AppError} */
  read(page: number): Promise<ReportPage>
  /** Called when a page is on screen: its neighbours' sealed bytes may come. */
  prefetchAfter(page: number): void
}

export function createReportReader(): ReportReader {
  const key = makeViewerKey()
  const sealedPages = createSealedPages((page) => invoke(readSealedPage, { page }))
  let viewing: Viewing | undefined

  return {
    async start() {
      const { publicJwk } = await key
      const started = await invoke(startViewing, { viewerKey: publicJwk })
      viewing = started.viewing
      return started
    },
    async read(page) {
      if (!viewing) throw new Error('The viewing has not begun.')
      const { id, queryId } = viewing
      sealedPages.keepNear(page)
      const [{ privateKey }, sealed, { entryId, envelope }] = await Promise.all([
        key,
        sealedPages.get(page),
        invoke(releasePageKey, { page }),
      ])
      return openPage(privateKey, { viewingId: id, queryId, page, entryId, sealed, envelope })
    },
    prefetchAfter(page) {
      if (!viewing) return
      for (const near of [page + 1, page - 1, page + 2])
        if (near >= 1 && near <= viewing.pages) sealedPages.prefetch(near)
    },
  }
}
