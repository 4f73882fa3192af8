import type { WebContents } from 'electron'
import type { Clock } from '#main/clock.ts'

/** When the user last touched one of our windows: keyboard, mouse, wheel, touch. */
export interface InputWatch {
  watch(contents: WebContents): void
  sinceInputMs(): number
}

/** @param clock The PC's: it moves on while the PC sleeps, so that a sleep nobody announced counts as idle. */
export function createInputWatch(clock: Clock): InputWatch {
  let lastInput = clock()
  return {
    watch: (contents) => {
      contents.on('input-event', () => {
        lastInput = clock()
      })
    },
    // A clock set back must not make idle time negative.
    sinceInputMs: () => Math.max(0, clock() - lastInput),
  }
}
