/** Shows a state of the login screen on the page; keeps none itself. */

import type { FailureCode } from '#contract/failure.ts'
import type { Language, LoginState } from '#contract/ipc/shell.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import type { Elements } from './elements.ts'
import { applyTexts, type Message, paragraphsOf, reasonOf, type TextKey, textOf, textsOf } from './texts.ts'

export interface LoginModel {
  readonly language: Language
  /** `undefined` until main has told it. */
  readonly state: LoginState | undefined
  /** Why the state could not be read. */
  readonly trouble: FailureCode | undefined
  readonly message: Message | undefined
  /** The session is locked: its user comes back here. True before main has told whose it is. */
  readonly isLocked: boolean
  /** What the person chose beside what the state asks for: admission, enrolment by files, a token out of step. */
  readonly page: 'main' | 'admission' | 'file' | 'resync'
  /** Name of the request file that was saved. */
  readonly savedAs: string | undefined
  /** `opening`: logged in, main is about to change windows. */
  readonly busy: 'no' | 'asking' | 'opening'
}

export const parts = [
  'logIn',
  'admission',
  'resync',
  'unlock',
  'change',
  'enrol',
  'file',
  'pending',
  'trouble',
] as const
export type Part = (typeof parts)[number]

/** Which of the parts is on screen. The form comes first, also while the state is not known yet. */
export function partOf({ state, trouble, isLocked, page }: LoginModel): Part {
  if (state?.distrust) return 'trouble'
  if (isLocked) return 'unlock'
  if (state?.passwordDue) return 'change'
  if (trouble !== undefined) return 'trouble'
  return partOfStanding(state?.enrolment.status, page)
}

function partOfStanding(status: LoginState['enrolment']['status'] | undefined, page: LoginModel['page']): Part {
  switch (status) {
    case 'unknown':
      return page === 'file' ? 'file' : 'enrol'
    case 'pending':
      return page === 'file' ? 'file' : 'pending'
    case 'revoked':
    case 'refused':
    case 'quarantined':
      return 'trouble'
    default:
      return page === 'admission' || page === 'resync' ? page : 'logIn'
  }
}

export function show(page: Document, elements: Elements, model: LoginModel): void {
  const part = partOf(model)
  applyTexts(page, model.language)
  for (const name of parts) elements[name].hidden = name !== part
  for (const button of elements.languages) {
    button.setAttribute('aria-pressed', String(button.dataset['language'] === model.language))
  }
  showPlace(elements, model)
  showFile(elements, model)
  showTrouble(elements, model)
  showBusy(elements, model)
  showMessage(page, elements, model)
}

function showPlace(elements: Elements, { language, state }: LoginModel): void {
  if (state === undefined) return
  const { enrolment } = state
  elements.institution.textContent = enrolment.status === 'approved' ? enrolment.binding.institution.name : '—'
  elements.workstation.textContent = enrolment.status === 'approved' ? enrolment.binding.workstationNumber : '—'
  elements.version.textContent = state.appVersion
  elements.testRuntime.hidden = !state.isTestRuntime
  const minLength = String(state.passwordDue?.minLength ?? '')
  elements.newPasswordHint.textContent = textOf(language, 'newPasswordHint').replace('{{minLength}}', minLength)
  elements.lockedBy.textContent = state.lockedBy ? `${state.lockedBy.name} ${state.lockedBy.employeeId}` : ''
  elements.pendingSince.textContent = enrolment.status === 'pending' ? shanghaiMoment(enrolment.requestedAt) : ''
}

function showFile(elements: Elements, { language, state, savedAs }: LoginModel): void {
  const fingerprint = state?.fingerprint ?? '—'
  elements.fingerprint.textContent = fingerprint
  elements.pendingFingerprint.textContent = fingerprint
  // The service has the request: only the way back is left.
  elements.stepSave.hidden = state?.enrolment.status === 'pending'
  elements.saved.textContent = savedAs === undefined ? '' : textOf(language, 'savedAs').replace('{{name}}', savedAs)
}

const troubleTitles: Partial<Record<FailureCode, TextKey>> = {
  'workstation-revoked': 'revokedTitle',
  'workstation-quarantined': 'revokedTitle',
  'log-untrusted': 'distrustTitle',
}

function showTrouble(elements: Elements, { language, state, trouble }: LoginModel): void {
  const code = state?.distrust ? 'log-untrusted' : (trouble ?? standingOf(state))
  elements.troubleTitle.textContent = textOf(language, (code && troubleTitles[code]) ?? 'troubleTitle')
  const [what = '', next = ''] = code === undefined ? [] : paragraphsOf(language, { kind: 'failure', code })
  elements.troubleWhat.textContent = what
  elements.troubleNext.textContent = code === 'workstation-revoked' ? withReason(next, language, state) : next
  showDistrust(elements, { language, distrust: state?.distrust ?? null })
  elements.enrolAnew.hidden = code !== 'workstation-revoked'
}

function showDistrust(
  elements: Elements,
  { language, distrust }: { language: Language; distrust: LoginState['distrust'] },
): void {
  elements.evidence.hidden = !distrust
  elements.evidenceFile.textContent = distrust?.evidenceFile ?? ''
  elements.evidenceAt.textContent = distrust ? shanghaiMoment(distrust.at) : ''
  elements.distrustReason.textContent = distrust ? textsOf(language).distrust[distrust.reason] : ''
  // Asking again cannot help.
  elements.retry.hidden = Boolean(distrust)
}

/** What an enrolment that lets nobody log in means. */
function standingOf(state: LoginState | undefined): FailureCode | undefined {
  const status = state?.enrolment.status
  if (status === 'revoked' || status === 'refused') return 'workstation-revoked'
  return status === 'quarantined' ? 'workstation-quarantined' : undefined
}

/** The reason an administrator gave stands before what to do next. */
function withReason(next: string, language: Language, state: LoginState | undefined): string {
  const enrolment = state?.enrolment
  const reason = enrolment && 'reason' in enrolment ? enrolment.reason : null
  return reason ? `${reasonOf(language, reason)} ${next}` : next
}

function showBusy(elements: Elements, { language, busy }: LoginModel): void {
  const isBusy = busy !== 'no'
  const label = (idle: TextKey, asking: TextKey) => textOf(language, isBusy ? asking : idle)
  elements.logInButton.textContent = label('logIn', busy === 'opening' ? 'opening' : 'loggingIn')
  elements.unlockButton.textContent = label('unlock', 'unlocking')
  elements.changeButton.textContent = label('change', 'changing')
  elements.admissionButton.textContent = label('enterTest', 'entering')
  elements.enrolButton.textContent = label('enrol', 'enrolling')
  elements.retry.textContent = label('retry', 'retrying')
  elements.resyncButton.textContent = label('resync', 'resyncing')
  const { logInButton, unlockButton, leave, changeButton, enrolButton, admissionButton, retry } = elements
  const { saveRequest, openBinding, enrolAnew, resyncButton } = elements
  const files = [saveRequest, openBinding, enrolAnew, resyncButton]
  for (const button of [logInButton, unlockButton, leave, changeButton, enrolButton, admissionButton, retry, ...files])
    button.disabled = isBusy
  const { logIn, admission, resync, unlock, change, enrol, file } = elements
  for (const form of [logIn, admission, resync, unlock, change, enrol, file])
    form.setAttribute('aria-busy', String(isBusy))
}

function showMessage(page: Document, { message: region }: Elements, { language, state, message }: LoginModel): void {
  // A PC that has stopped says so in place of the form.
  const paragraphs = message === undefined || state?.distrust ? [] : paragraphsOf(language, message)
  region.classList.toggle('notice', message?.kind === 'ending' || message?.kind === 'done')
  // What stands there already would be read aloud again.
  if (region.textContent === paragraphs.join('')) return
  region.replaceChildren(...paragraphs.map((text) => Object.assign(page.createElement('p'), { textContent: text })))
}
