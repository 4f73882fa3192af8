/** What a PC says about pictures of its screen, and what head office allows there. */

import * as z from 'zod'

/** The PC's own claims, gathered anew for each viewing. */
export const CaptureFacts = z.strictObject({
  platform: z.enum(['win32', 'darwin', 'linux']),
  /** Read back from the window after asking the system to keep it out of pictures; never true where no such thing is. */
  isProtected: z.boolean(),
  isRemote: z.boolean(),
  isVirtual: z.boolean(),
})
export type CaptureFacts = z.output<typeof CaptureFacts>

/** `dense`: shown with more and stronger marks. */
const CaptureRule = z.enum(['allow', 'dense', 'refuse'])
export type CaptureRule = z.output<typeof CaptureRule>

export const CapturePolicy = z.strictObject({
  /** Where the window could not be kept out of pictures. */
  unprotected: z.strictObject({ win32: CaptureRule, darwin: CaptureRule, linux: CaptureRule }),
  remoteDesktop: CaptureRule,
  virtualMachine: CaptureRule,
})
export type CapturePolicy = z.output<typeof CapturePolicy>
