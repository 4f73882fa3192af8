/** Who asks: only the top frame of one of our windows, showing that window's own document. */

import { AppError } from '#contract/failure.ts'
import type { WindowRole } from '#contract/ipc/channel.ts'
import { documentOf, originOf } from '#main/platform/app-address.ts'

interface Frame {
  readonly url: string
  readonly origin: string
  readonly parent: Frame | null
  readonly processId: number
  readonly routingId: number
}

/** What is looked at of Electron's event. */
export interface SenderEvent {
  /** `null` when the frame has navigated or is gone since. */
  readonly senderFrame: Frame | null
  readonly sender: { readonly id: number; readonly mainFrame: Frame; isDestroyed(): boolean }
}

export type RoleOf = (contentsId: number) => WindowRole | undefined

/** @throws {AppError} `forbidden` for every stranger. */
export function senderRole({ sender, senderFrame }: SenderEvent, roleOf: RoleOf): WindowRole {
  if (!senderFrame || sender.isDestroyed()) throw stranger()
  const role = roleOf(sender.id)
  if (role === undefined || senderFrame.parent !== null || !isSameFrame(senderFrame, sender.mainFrame)) throw stranger()
  const [document] = senderFrame.url.split('#', 1)
  if (document !== documentOf(role) || senderFrame.origin !== originOf(role)) throw stranger()
  return role
}

function isSameFrame(a: Frame, b: Frame): boolean {
  return a.processId === b.processId && a.routingId === b.routingId
}

function stranger(): AppError {
  return new AppError('forbidden', 'This page may not talk to the app.')
}
