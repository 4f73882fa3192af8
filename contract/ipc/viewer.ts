import * as z from 'zod'
import { announcement, channel, Nothing } from '#contract/ipc/channel.ts'
import { Language } from '#contract/ipc/shell.ts'
import { PublicJwk } from '#contract/values.ts'
import { ExtractionAttempt, Viewing } from '#contract/viewing.ts'

const PageNumber = z.int().min(1).max(99)

/** Opens the viewing this window was made for, with the window's own public key. */
export const startViewing = channel('app:viewer:start', {
  roles: ['viewer'],
  input: z.strictObject({ viewerKey: PublicJwk }),
  output: z.strictObject({ viewing: Viewing, language: Language }),
})

/** The sealed bytes of a page; may be asked for ahead of need. */
export const readSealedPage = channel('app:viewer:read-sealed-page', {
  roles: ['viewer'],
  input: z.strictObject({ page: PageNumber }),
  output: z.instanceof(Uint8Array),
})

/**
 * Records the page view and gives the page's key envelope, after main has checked the log's receipt against the pinned
 * key.
 */
export const releasePageKey = channel('app:viewer:release-page-key', {
  roles: ['viewer'],
  input: z.strictObject({ page: PageNumber }),
  output: z.strictObject({ entryId: z.uuid(), envelope: z.string().max(2000) }),
})

/** The person closes the report; the window's process is destroyed. */
export const closeViewing = channel('app:viewer:close', { roles: ['viewer'], input: Nothing, output: Nothing })

/** Somebody tried to take the report out of the window; main has it recorded. */
export const reportAttempt = channel('app:viewer:report-attempt', {
  roles: ['viewer'],
  input: z.strictObject({ attempt: ExtractionAttempt }),
  output: Nothing,
})

/** The window lost the person's attention, or has it back: it was covered, minimized or left for another one. */
export const attentionChanged = announcement('app:viewer:attention-changed', {
  roles: ['viewer'],
  payload: z.strictObject({ isAway: z.boolean() }),
})
