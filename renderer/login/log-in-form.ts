/** What the officer typed into the login form, and the keys that lead through it. */

import type { Elements } from './elements.ts'
import type { TextKey } from './texts.ts'

export interface TypedCredentials {
  readonly employeeId: string
  readonly password: string
  readonly dynamicPassword: string
}

export interface Mistake {
  readonly field: HTMLInputElement
  readonly text: TextKey
}

type Fields = Pick<Elements, 'employeeId' | 'password' | 'dynamicPassword'>

/** The credentials, or the first field that cannot be right; saves an attempt that would count towards a lock. */
export function readCredentials({ employeeId, password, dynamicPassword }: Fields): TypedCredentials | Mistake {
  const typed = {
    employeeId: halfWidth(employeeId.value).toUpperCase(),
    password: password.value,
    dynamicPassword: halfWidth(dynamicPassword.value),
  }
  if (!/^[A-Z0-9]{4,16}$/.test(typed.employeeId)) return { field: employeeId, text: 'employeeIdWrong' }
  if (typed.password === '') return { field: password, text: 'passwordMissing' }
  if (!/^\d{6,8}$/.test(typed.dynamicPassword)) return { field: dynamicPassword, text: 'dynamicPasswordWrong' }
  return typed
}

/** An enrolment code as the contract wants it, or `undefined` when it cannot be one. */
export function readEnrolmentCode(typed: string): string | undefined {
  const code = halfWidth(typed).replace(/[\s-]/g, '').toUpperCase()
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? code : undefined
}

export function firstEmpty({ employeeId, password, dynamicPassword }: Fields): HTMLInputElement | undefined {
  return [employeeId, password, dynamicPassword].find(({ value }) => value === '')
}

/** Enter goes to the first empty field and submits only when there is none; Caps Lock is told while it matters. */
export function guideTyping(elements: Elements): void {
  const { logIn, password, dynamicPassword, capsLock } = elements
  logIn.addEventListener('keydown', (event) => {
    const empty = firstEmpty(elements)
    if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement) || !empty) return
    event.preventDefault()
    empty.focus()
  })
  dynamicPassword.addEventListener('input', (event) => {
    if (event instanceof InputEvent && event.isComposing) return
    const digits = halfWidth(dynamicPassword.value).replace(/\D/g, '')
    if (digits !== dynamicPassword.value) dynamicPassword.value = digits
  })
  for (const type of ['keydown', 'keyup'] as const) {
    password.addEventListener(type, (event) => {
      capsLock.hidden = !event.getModifierState('CapsLock')
    })
  }
  password.addEventListener('blur', () => {
    capsLock.hidden = true
  })
}

/** Chinese input methods can leave full-width letters and digits. */
function halfWidth(text: string): string {
  return text.normalize('NFKC').trim()
}
