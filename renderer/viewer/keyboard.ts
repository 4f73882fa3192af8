/** What a key does in the report window. */

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
  | 'close'
  /** Kept from the page: copying, printing, saving, searching. */
  | 'refused'

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
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
}

const withControl: Readonly<Record<string, Command>> = {
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  '0': 'zoom-reset',
}

/** `undefined`: an ordinary key, for the control that has the focus. */
export function commandOf({ key, ctrlKey, metaKey, altKey }: KeyPress): Command | undefined {
  if (altKey) return 'refused'
  if (ctrlKey || metaKey) return Object.hasOwn(withControl, key) ? withControl[key] : 'refused'
  if (key === 'F5' || key === 'F12' || key === 'PrintScreen') return 'refused'
  return Object.hasOwn(plain, key) ? plain[key] : undefined
}
