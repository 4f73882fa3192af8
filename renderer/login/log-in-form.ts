/** What the officer typed into the forms, and the keys that lead through them. */

import { type PasswordProblem, passwordProblem } from '#contract/rules/new-password.ts'
import type { Elements } from './elements.ts'
import type { TextKey } from './texts.ts'

export interface TypedCredentials {
  readonly employeeId: string
  readonly password: string
  readonly dynamicPassword: string
}

export interface TypedResync {
  readonly employeeId: string
  readonly password: string
  readonly firstCode: string
  readonly secondCode: string
}

export interface Mistake {
  readonly field: HTMLInputElement
  readonly text: TextKey
}

/** The credentials, or the first field that cannot be right; saves an attempt that would count towards a lock. */
export function readCredentials({
  employeeId,
  ...secrets
}: Pick<Elements, 'employeeId' | 'password' | 'dynamicPassword'>): TypedCredentials | Mistake {
  const typedId = halfWidth(employeeId.value).toUpperCase()
  if (!/^[A-Z0-9]{4,16}$/.test(typedId)) return { field: employeeId, text: 'employeeIdWrong' }
  const typed = readSecrets(secrets)
  return 'field' in typed ? typed : { employeeId: typedId, ...typed }
}

interface SecretFields {
  readonly password: HTMLInputElement
  readonly dynamicPassword: HTMLInputElement
}

/** Password and dynamic password, or the first of them that cannot be right. */
export function readSecrets({
  password,
  dynamicPassword,
}: SecretFields): Omit<TypedCredentials, 'employeeId'> | Mistake {
  const typed = { password: password.value, dynamicPassword: halfWidth(dynamicPassword.value) }
  if (typed.password === '') return { field: password, text: 'passwordMissing' }
  if (!/^\d{6,8}$/.test(typed.dynamicPassword)) return { field: dynamicPassword, text: 'dynamicPasswordWrong' }
  return typed
}

const problemTexts = {
  'too-short': 'newPasswordTooShort',
  'too-long': 'newPasswordTooLong',
  'has-employee-id': 'newPasswordHasEmployeeId',
  common: 'newPasswordCommon',
} as const satisfies Record<PasswordProblem, TextKey>

/** The change of password, or the first field that cannot be right. */
export function readPasswordChange(
  { currentPassword, newPassword, repeatedPassword }: Elements,
  rule: { readonly employeeId: string; readonly minLength: number },
): { readonly currentPassword: string; readonly newPassword: string } | Mistake {
  if (currentPassword.value === '') return { field: currentPassword, text: 'passwordMissing' }
  const problem = passwordProblem(newPassword.value, rule)
  if (problem) return { field: newPassword, text: problemTexts[problem] }
  if (newPassword.value === currentPassword.value) return { field: newPassword, text: 'newPasswordSame' }
  if (repeatedPassword.value !== newPassword.value) return { field: repeatedPassword, text: 'newPasswordDiffers' }
  return { currentPassword: currentPassword.value, newPassword: newPassword.value }
}

/** An enrolment code as the contract wants it, or `undefined` when it cannot be one. */
export function readEnrolmentCode(typed: string): string | undefined {
  const code = halfWidth(typed).replace(/[\s-]/g, '').toUpperCase()
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? code : undefined
}

export function firstEmpty(form: HTMLFormElement): HTMLInputElement | undefined {
  return [...form.querySelectorAll('input')].find(({ value }) => value === '')
}

/** Enter goes to the first empty field and submits only when there is none; Caps Lock is told while it matters. */
export function guideTyping({ logIn, unlock, change, resync, capsLock, password, ...fields }: Elements): void {
  for (const form of [logIn, unlock, change, resync]) leadThrough(form)
  const { dynamicPassword, unlockDynamicPassword, firstCode, secondCode } = fields
  for (const field of [dynamicPassword, unlockDynamicPassword, firstCode, secondCode]) keepDigits(field)
  for (const type of ['keydown', 'keyup'] as const) {
    password.addEventListener(type, (event) => {
      capsLock.hidden = !event.getModifierState('CapsLock')
    })
  }
  password.addEventListener('blur', () => {
    capsLock.hidden = true
  })
}

function leadThrough(form: HTMLFormElement): void {
  form.addEventListener('keydown', (event) => {
    const empty = firstEmpty(form)
    if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement) || !empty) return
    event.preventDefault()
    empty.focus()
  })
}

function keepDigits(field: HTMLInputElement): void {
  field.addEventListener('input', (event) => {
    if (event instanceof InputEvent && event.isComposing) return
    const digits = halfWidth(field.value).replace(/\D/g, '')
    if (digits !== field.value) field.value = digits
  })
}

/** Enrolment code and institution, or the field that cannot be right. */
export function readFileRequest({
  fileCode,
  fileInstitution,
}: Pick<Elements, 'fileCode' | 'fileInstitution'>): { enrolmentCode: string; institution: string } | Mistake {
  const enrolmentCode = readEnrolmentCode(fileCode.value)
  const institution = halfWidth(fileInstitution.value).replace(/\s/g, '')
  if (enrolmentCode === undefined) return { field: fileCode, text: 'enrolmentCodeWrong' }
  if (!/^\d{6,14}$/.test(institution)) return { field: fileInstitution, text: 'institutionCodeWrong' }
  return { enrolmentCode, institution }
}

/** Password and two codes of a token that is out of step, or the field that cannot be right. */
export function readResync({ resyncId, resyncPassword, firstCode, secondCode }: Elements): TypedResync | Mistake {
  const employeeId = halfWidth(resyncId.value).toUpperCase()
  if (!/^[A-Z0-9]{4,16}$/.test(employeeId)) return { field: resyncId, text: 'employeeIdWrong' }
  if (resyncPassword.value === '') return { field: resyncPassword, text: 'passwordMissing' }
  const codes = { firstCode: halfWidth(firstCode.value), secondCode: halfWidth(secondCode.value) }
  if (!/^\d{6,8}$/.test(codes.firstCode)) return { field: firstCode, text: 'dynamicPasswordWrong' }
  if (!/^\d{6,8}$/.test(codes.secondCode) || codes.secondCode === codes.firstCode)
    return { field: secondCode, text: 'secondCodeWrong' }
  return { employeeId, password: resyncPassword.value, ...codes }
}

/** Employee ID and admission code, or the field that cannot be right. */
export function readAdmission({
  candidateId,
  admissionCode,
}: Pick<Elements, 'candidateId' | 'admissionCode'>): { employeeId: string; code: string } | Mistake {
  const employeeId = halfWidth(candidateId.value).toUpperCase()
  const code = halfWidth(admissionCode.value).replace(/[\s-]/g, '').toUpperCase()
  if (!/^[A-Z0-9]{4,16}$/.test(employeeId)) return { field: candidateId, text: 'employeeIdWrong' }
  if (!/^[0-9A-HJKMNP-TV-Z]{12}$/.test(code)) return { field: admissionCode, text: 'admissionCodeWrong' }
  return { employeeId, code }
}

/** Chinese input methods can leave full-width letters and digits. */
function halfWidth(text: string): string {
  return text.normalize('NFKC').trim()
}
