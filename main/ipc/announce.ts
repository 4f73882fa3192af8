import type * as z from 'zod'
import type { Announcement } from '#contract/ipc/channel.ts'
import type { WindowRoles } from '#main/windows/window-roles.ts'

export type Announce = <P extends z.ZodType>(announcement: Announcement<P>, payload: z.input<P>) => void

/** Tells every window whose role may hear it. */
export function createAnnounce(roles: Pick<WindowRoles, 'withRole'>): Announce {
  return (announcement, payload) => {
    const checked = announcement.payload.parse(payload)
    for (const contents of roles.withRole(announcement.roles)) contents.send(announcement.name, checked)
  }
}
