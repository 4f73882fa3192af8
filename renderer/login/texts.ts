/** The login screen's texts. They are bundled, so that the first paint waits for nothing. */

import type { FailureCode } from '#contract/failure.ts'
import type { Language } from '#contract/ipc/shell.ts'
import type { WorkstationReason } from '#contract/workstation.ts'
import enFile from '#renderer/locales/en/enrolment-file.json'
import enFailure from '#renderer/locales/en/failure.json'
import enFactor from '#renderer/locales/en/hardware-factor.json'
import enLogin from '#renderer/locales/en/login.json'
import enReason from '#renderer/locales/en/workstation-reason.json'
import zhFile from '#renderer/locales/zh-CN/enrolment-file.json'
import zhFailure from '#renderer/locales/zh-CN/failure.json'
import zhFactor from '#renderer/locales/zh-CN/hardware-factor.json'
import zhLogin from '#renderer/locales/zh-CN/login.json'
import zhReason from '#renderer/locales/zh-CN/workstation-reason.json'

export type SessionEnding = keyof typeof zhLogin.reason
export type TextKey = Exclude<keyof typeof zhLogin, 'reason' | 'distrust'>

/** What the alert region says; a key and not a sentence, so that it follows the language. */
export type Message =
  | { readonly kind: 'failure'; readonly code: FailureCode; readonly fields?: readonly string[] }
  | { readonly kind: 'ending'; readonly ending: SessionEnding }
  | { readonly kind: 'mistake'; readonly text: TextKey }
  /** Something the person asked for is done. */
  | { readonly kind: 'done'; readonly text: TextKey }

const texts = {
  'zh-CN': { login: zhLogin, failure: zhFailure, reason: zhReason, factor: zhFactor, file: zhFile },
  en: { login: enLogin, failure: enFailure, reason: enReason, factor: enFactor, file: enFile },
} as const

export function isFailureCode(value: unknown): value is FailureCode {
  return typeof value === 'string' && Object.hasOwn(zhFailure, value)
}

export function isSessionEnding(value: unknown): value is SessionEnding {
  return typeof value === 'string' && Object.hasOwn(zhLogin.reason, value)
}

export function isWorkstationReason(value: unknown): value is WorkstationReason {
  return typeof value === 'string' && Object.hasOwn(zhReason, value)
}

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(texts, value)
}

export function textOf(language: Language, key: TextKey): string {
  return texts[language].login[key]
}

export function textsOf(language: Language): (typeof texts)[Language]['login'] {
  return texts[language].login
}

/** Why an administrator refused this PC or took it out of use. */
export function reasonOf(language: Language, reason: WorkstationReason): string {
  return texts[language].reason[reason].what
}

/** @returns What happened and, where there is one, what to do next: one paragraph each. */
export function paragraphsOf(language: Language, message: Message): readonly string[] {
  const { login, failure } = texts[language]
  if (message.kind === 'ending') return [login.reason[message.ending]]
  if (message.kind === 'mistake' || message.kind === 'done') return [login[message.text]]
  if (message.code === 'enrolment-file-refused') return paragraphsOfFile(language, message.fields ?? [])
  const { what, next } = failure[message.code]
  const parts = message.code === 'hardware-changed' ? partsIn(language, message.fields ?? []) : ''
  return parts === '' ? [what, next] : [what, login.changedParts + parts, next]
}

/** What is wrong with a file that was chosen. */
function paragraphsOfFile(language: Language, [problem = '']: readonly string[]): readonly string[] {
  const { file, failure } = texts[language]
  const isKnown = (name: string): name is keyof typeof file => Object.hasOwn(file, name)
  const { what, next } = isKnown(problem) ? file[problem] : failure['enrolment-file-refused']
  return [what, next]
}

/** Puts the language's texts into every element that names one. */
export function applyTexts(root: Document, language: Language): void {
  root.documentElement.lang = language
  root.title = textOf(language, 'productName')
  for (const element of root.querySelectorAll<HTMLElement>('[data-text]')) {
    element.textContent = textOf(language, element.dataset['text'] as TextKey)
  }
  for (const element of root.querySelectorAll<HTMLElement>('[data-label]')) {
    element.setAttribute('aria-label', textOf(language, element.dataset['label'] as TextKey))
  }
}

/** Names of the parts of the PC that a refusal is about. */
function partsIn(language: Language, fields: readonly string[]): string {
  const { factor, login } = texts[language]
  const known = fields.filter((field): field is keyof typeof factor => Object.hasOwn(factor, field))
  return known.map((field) => factor[field]).join(login.comma)
}
