import { useEffect, useEffectEvent } from 'react'

/** Runs an action on a key such as `Alt+1` or `Ctrl+Enter`, wherever the focus is; the field with the focus does not see it. */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const action = actions[nameOf(event)]
    if (!action || event.repeat) return
    event.preventDefault()
    event.stopPropagation()
    action()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listener, { capture: true })
    return () => window.removeEventListener('keydown', listener, { capture: true })
  }, [])
}

/** By place on the keyboard for digits: Alt changes the character on some layouts. */
function nameOf({ altKey, ctrlKey, code, key }: KeyboardEvent): string {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  return `${ctrlKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${digit ?? key}`
}
