import { useEffect, useEffectEvent } from 'react'

/**
 * Runs an action on a single key such as `a` or `pagedown`, in small letters; not while somebody types, a window lies over the screen, or
 * Ctrl or Alt make it something else.
 */
export function usePlainKeys(actions: Readonly<Record<string, () => void>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const action = actions[event.key.toLowerCase()]
    if (!action || event.repeat || event.ctrlKey || event.altKey || event.metaKey || isTaken(event.target)) return
    event.preventDefault()
    action()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

function isTaken(target: EventTarget | null): boolean {
  const isTyping =
    target instanceof HTMLElement && target.closest('input, textarea, [role=combobox], .ant-modal') !== null
  return isTyping || document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null
}
