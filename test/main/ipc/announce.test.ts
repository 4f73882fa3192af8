import type { WebContents } from 'electron'
import { expect, test, vi } from 'vitest'
import { sessionClosed } from '#contract/ipc/shell.ts'
import { createAnnounce } from '#main/ipc/announce.ts'
import { createWindowRoles } from '#main/windows/window-roles.ts'

function aPage(id: number) {
  let gone: () => void = () => undefined
  const send = vi.fn()
  const page = { id, send, once: (_event: string, listener: () => void) => (gone = listener) }
  return { page: page as unknown as WebContents, send, destroy: () => gone() }
}

test('an announcement reaches the windows of its roles and no other', () => {
  const roles = createWindowRoles()
  const [app, viewer] = [aPage(1), aPage(2)]
  roles.register(app.page, 'app')
  roles.register(viewer.page, 'viewer')
  createAnnounce(roles)(sessionClosed, { reason: 'logged-out' })
  expect(app.send).toHaveBeenCalledExactlyOnceWith('app:session:closed', { reason: 'logged-out' })
  expect(viewer.send).not.toHaveBeenCalled()
})

test('a destroyed window loses its role', () => {
  const roles = createWindowRoles()
  const app = aPage(1)
  roles.register(app.page, 'app')
  app.destroy()
  expect(roles.roleOf(1)).toBeUndefined()
  createAnnounce(roles)(sessionClosed, { reason: 'logged-out' })
  expect(app.send).not.toHaveBeenCalled()
})

test('a payload that breaks its contract is not sent', () => {
  const announce = createAnnounce(createWindowRoles())
  expect(() => announce(sessionClosed, { reason: 'bored' as 'logged-out' })).toThrow()
})
