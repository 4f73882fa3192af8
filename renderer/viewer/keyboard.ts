/** What a key does in the report window. */

import type { ExtractionAttempt } from '#contract/viewing.ts'

export type Command =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'down'
  | 'up'
  | 'zoom-in'
  | 'zoom-out'
  | 'zoom-reset'
  | 'whole-page'
  /** The next item that is overdue or disputed. */
  | 'next-mark'
  | 'close'
  /** Kept from the page: copying, printing, saving, searching. */
  | 'refused'

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey?: boolean
}

const plain: Readonly<Record<string, Command>> = {
  PageDown: 'next',
  ArrowRight: 'next',
  PageUp: 'previous',
  ArrowLeft: 'previous',
  Home: 'first',
  End: 'last',
  ArrowDown: 'down',
  ArrowUp: 'up',
  Escape: 'close',
  n: 'next-mark',
  N: 'next-mark',
}

const withControl: Readonly<Record<string, Command>> = {
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  '0': 'zoom-reset',
  '9': 'whole-page',
}

/** `undefined`: an ordinary key, for the control that has the focus. */
export function commandOf({ key, ctrlKey, metaKey, altKey }: KeyPress): Command | undefined {
  if (altKey) return 'refused'
  if (ctrlKey || metaKey) return Object.hasOwn(withControl, key) ? withControl[key] : 'refused'
  if (key === 'F5' || key === 'F12' || key === 'PrintScreen') return 'refused'
  return Object.hasOwn(plain, key) ? plain[key] : undefined
}

const attempts: Readonly<Record<string, ExtractionAttempt>> = {
  a: 'select-all',
  c: 'copy',
  f: 'find',
  g: 'find',
  p: 'print',
  s: 'save',
  u: 'view-source',
  v: 'paste',
  x: 'cut',
}

/** What a refused key would have done with the report; `undefined` when it would have taken nothing out. */
export function attemptOf({ key, ctrlKey, metaKey, shiftKey = false }: KeyPress): ExtractionAttempt | undefined {
  if (key === 'PrintScreen') return 'screenshot'
  if (key === 'F12') return 'developer-tools'
  if (!ctrlKey && !metaKey) return undefined
  const letter = key.toLowerCase()
  if (shiftKey && ['i', 'j', 'c'].includes(letter)) return 'developer-tools'
  return Object.hasOwn(attempts, letter) ? attempts[letter] : undefined
}
