/** What a part of the login screen may do with the rest of it. */

import type { Elements } from './elements.ts'
import type { Mistake } from './log-in-form.ts'
import type { LoginModel } from './login-view.ts'
import type { Answer } from './main-process.ts'
import type { Message } from './texts.ts'

export interface LoginDesk {
  readonly elements: Elements
  model(): LoginModel
  update(change: Partial<LoginModel>): void
  ask<T>(request: { name: string; input: unknown }, read: (value: unknown) => T | undefined): Promise<Answer<T>>
  /** Says what is wrong and puts the person where it is mended. */
  refuse(message: Message, field: HTMLInputElement | undefined): void
  focusNext(): void
  refresh(): Promise<void>
}

/** What was typed, or nothing once the first field that cannot be right is marked. */
export function typedWell<T extends object>(desk: LoginDesk, typed: T | Mistake): T | undefined {
  const isMistake = 'field' in typed
  for (const field of desk.elements.logIn.ownerDocument.querySelectorAll('input')) {
    if (isMistake && field === typed.field) field.setAttribute('aria-invalid', 'true')
    else field.removeAttribute('aria-invalid')
  }
  if (!isMistake) return typed
  desk.refuse({ kind: 'mistake', text: typed.text }, typed.field)
  return undefined
}

/** Runs the form's action on submit, never twice at once. */
export function onSubmit(desk: LoginDesk, form: HTMLFormElement, action: () => Promise<void>): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (desk.model().busy === 'no') void action()
  })
}
