import type { WebContents } from 'electron'
import type { WindowRole } from '#contract/ipc/channel.ts'

/** Which page has which role: given when the window is made, for life. */
export interface WindowRoles {
  register(contents: WebContents, role: WindowRole): void
  roleOf(contentsId: number): WindowRole | undefined
  /** Pages that may hear an announcement. */
  withRole(roles: readonly WindowRole[]): WebContents[]
}

export function createWindowRoles(): WindowRoles {
  const known = new Map<number, { readonly contents: WebContents; readonly role: WindowRole }>()
  return {
    register: (contents, role) => {
      const { id } = contents
      known.set(id, { contents, role })
      contents.once('destroyed', () => known.delete(id))
    },
    roleOf: (id) => known.get(id)?.role,
    withRole: (roles) => [...known.values()].filter(({ role }) => roles.includes(role)).map(({ contents }) => contents),
  }
}
