import { openReport } from '#contract/ipc/query.ts'
import { closeViewing, readSealedPage, releasePageKey, reportAttempt, startViewing } from '#contract/ipc/viewer.ts'
import type { ReportService } from '#main/reports/report-service.ts'
import type { UserSettingsStore } from '#main/settings/user-settings.ts'
import type { Handle } from './handle.ts'

export function handleReports(handle: Handle, reports: ReportService, settings: UserSettingsStore): void {
  handle(openReport, ({ queryId }) => {
    reports.open(queryId)
    return {}
  })
  handle(startViewing, async ({ viewerKey }) => ({
    viewing: await reports.start(viewerKey),
    language: settings.read().language,
  }))
  handle(readSealedPage, ({ page }) => reports.readSealedPage(page))
  handle(releasePageKey, ({ page }) => reports.releasePageKey(page))
  handle(reportAttempt, ({ attempt }) => {
    reports.noteAttempt(attempt)
    return {}
  })
  handle(closeViewing, () => {
    // Not awaited: the window that asked is destroyed by it.
    void reports.close('closed')
    return {}
  })
}
