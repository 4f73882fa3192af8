/** The renderer's line to the main process, checked by the contract's schemas on the way back. */

import type * as z from 'zod'
import { AppError } from '#contract/failure.ts'
import { type Announcement, type Bridge, type Channel, Reply } from '#contract/ipc/channel.ts'

declare global {
  interface Window {
    readonly bridge: Bridge
  }
}

/** Asks the main process; a failed reply is thrown as the `AppError` it was. */
export async function invoke<I extends z.ZodType, O extends z.ZodType>(
  { name, output }: Channel<I, O>,
  input: z.input<I>,
): Promise<z.output<O>> {
  const reply = Reply.parse(await window.bridge.invoke(name, input))
  if (reply.ok) return output.parse(reply.value)
  const { code, message, fields } = reply.failure
  throw new AppError(code, message, fields ? { fields } : {})
}

/** Hears what main tells unasked. Returns the function that stops it. */
export function listen<P extends z.ZodType>(
  { name, payload }: Announcement<P>,
  listener: (payload: z.output<P>) => void,
): () => void {
  return window.bridge.listen(name, (raw) => listener(payload.parse(raw)))
}
