/** Where in the app the officer is, and what a screen may be handed when it opens. */

export const places = ['workbench', 'consent', 'query'] as const
export type Place = (typeof places)[number]

/** What the screen begins with, so that nothing is asked twice. */
export interface Start {
  readonly reference: string
  readonly consentId?: string
}

export type Go = (place: Place, start?: Start) => void
