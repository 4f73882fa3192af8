import * as channels from '#contract/ipc/audit-desk.ts'
import type { AuditDesk } from '#main/audit-desk/audit-desk.ts'
import type { Handle } from './handle.ts'

export function handleAuditDesk(handle: Handle, { bundle, checkpoints, exports, saveVerdict }: AuditDesk): void {
  handle(channels.saveAuditExport, async ({ id }) => ({ saved: await exports.save(id) }))
  handle(channels.chooseBundleFile, async ({ file }) => (await bundle()).choose(file))
  handle(channels.forgetBundleFile, async ({ file }) => (await bundle()).forget(file))
  handle(channels.verifyChosenBundle, async () => (await bundle()).verify())
  handle(channels.readBundleEntries, async ({ contains, page }) => (await bundle()).read(contains, page))
  handle(channels.saveVerdict, async () => ({ isSaved: await saveVerdict() }))
  handle(channels.compareCheckpoints, ({ older, newer }) => checkpoints.compare(older, newer))
}
