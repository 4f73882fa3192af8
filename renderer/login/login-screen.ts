/** The login screen: registers the PC when it must, logs the officer in, unlocks, says why it cannot. */

import type { Bridge } from '#contract/ipc/channel.ts'
import type { LoginState } from '#contract/ipc/shell.ts'
import { type Elements, findElements } from './elements.ts'
import { listenToEnrolment } from './enrolment-part.ts'
import { firstEmpty, guideTyping, readCredentials, readPasswordChange, readSecrets } from './log-in-form.ts'
import { type LoginDesk, onSubmit, typedWell } from './login-desk.ts'
import { type LoginModel, type Part, partOf, show } from './login-view.ts'
import {
  ask,
  isRecord,
  readEnrolment,
  readLogInOutcome,
  readLoginState,
  readNothing,
  wireNames,
} from './main-process.ts'
import { listenToSideParts } from './side-parts.ts'
import { isLanguage, isSessionEnding, type Message } from './texts.ts'

const offlineRetryMs = 15_000

/** @param hash `#reason=…` when a session was just closed, `locked` when it was locked; `language=…` spares a change of language after the first paint. */
export function startLogin(page: Document, bridge: Bridge, hash: string): void {
  new LoginScreen(page, bridge, hash).start()
}

class LoginScreen {
  readonly #page: Document
  readonly #bridge: Bridge
  readonly #elements: Elements
  readonly #desk: LoginDesk
  #model: LoginModel
  #retryTimer: ReturnType<typeof setTimeout> | undefined
  #isPainted = false

  constructor(page: Document, bridge: Bridge, hash: string) {
    this.#page = page
    this.#bridge = bridge
    this.#elements = findElements(page)
    this.#model = firstModel(hash)
    this.#desk = {
      elements: this.#elements,
      model: () => this.#model,
      update: (change) => this.#update(change),
      ask: (request, read) => ask(bridge, request, read),
      refuse: (message, field) => this.#refuse(message, field),
      focusNext: () => this.#focusNext(),
      refresh: () => this.#refresh(),
    }
  }

  start(): void {
    show(this.#page, this.#elements, this.#model)
    guideTyping(this.#elements)
    this.#listenToPage()
    this.#listenToMain()
    this.#focusNext()
    // What was kept from the last time makes the first screen complete; main confirms or corrects it.
    if (this.#model.state) this.#reportPaintedOnce()
    void this.#refresh()
  }

  #update(change: Partial<LoginModel>): void {
    this.#model = { ...this.#model, ...change }
    show(this.#page, this.#elements, this.#model)
  }

  async #refresh(): Promise<void> {
    clearTimeout(this.#retryTimer)
    const part = partOf(this.#model)
    const answer = await ask(this.#bridge, { name: wireNames.readLoginState, input: {} }, readLoginState)
    if (answer.ok)
      this.#update({
        state: answer.value,
        language: answer.value.language,
        trouble: undefined,
        busy: 'no',
        isLocked: answer.value.lockedBy !== null,
      })
    else this.#update({ trouble: answer.code, busy: 'no' })
    // A PC may be switched on before its network is there.
    if (!answer.ok && answer.code === 'offline') this.#retryTimer = setTimeout(() => this.#refresh(), offlineRetryMs)
    if (partOf(this.#model) !== part) this.#focusNext()
    this.#reportPaintedOnce()
  }

  async #logIn(): Promise<void> {
    const { password, dynamicPassword } = this.#elements
    const typed = typedWell(this.#desk, readCredentials(this.#elements))
    if (!typed) return

    this.#update({ busy: 'asking', message: undefined })
    const answer = await ask(this.#bridge, { name: wireNames.logIn, input: typed }, readLogInOutcome)
    dynamicPassword.value = ''
    if (answer.ok) {
      const { isPasswordDue } = answer.value
      // Typed a moment ago, it need not be typed again to be changed.
      if (isPasswordDue) this.#elements.currentPassword.value = typed.password
      password.value = ''
      return isPasswordDue ? this.#refresh() : this.#update({ busy: 'opening' })
    }
    this.#update({ busy: 'no' })
    this.#refuse({ kind: 'failure', code: answer.code, fields: answer.fields ?? [] }, firstEmpty(this.#elements.logIn))
    if (answer.code.startsWith('workstation-') || answer.code === 'log-untrusted') await this.#refresh()
  }

  async #unlock(): Promise<void> {
    const { unlock, unlockPassword: password, unlockDynamicPassword: dynamicPassword } = this.#elements
    const typed = typedWell(this.#desk, readSecrets({ password, dynamicPassword }))
    if (!typed) return

    this.#update({ busy: 'asking', message: undefined })
    const answer = await ask(this.#bridge, { name: wireNames.unlock, input: typed }, readNothing)
    dynamicPassword.value = ''
    this.#update({ busy: 'no' })
    // Unlocked, this window goes, unless the password is due; at the end of the session main says so.
    if (answer.ok || answer.code === 'session-ended') {
      password.value = ''
      await this.#refresh()
    } else this.#refuse({ kind: 'failure', code: answer.code }, firstEmpty(unlock))
  }

  async #change(): Promise<void> {
    const rule = this.#model.state?.passwordDue
    if (!rule) return
    const typed = typedWell(this.#desk, readPasswordChange(this.#elements, rule))
    if (!typed) return

    this.#update({ busy: 'asking', message: undefined })
    const answer = await ask(this.#bridge, { name: wireNames.changePassword, input: typed }, readNothing)
    const { currentPassword, newPassword, repeatedPassword } = this.#elements
    if (answer.ok) {
      for (const field of [currentPassword, newPassword, repeatedPassword]) field.value = ''
      return this.#update({ busy: 'opening' })
    }
    this.#update({ busy: 'no' })
    this.#refuse(
      { kind: 'failure', code: answer.code },
      answer.code === 'password-refused' ? newPassword : currentPassword,
    )
  }

  async #leave(): Promise<void> {
    this.#update({ busy: 'asking', message: undefined })
    await ask(this.#bridge, { name: wireNames.logOut, input: {} }, readNothing)
    this.#update({ busy: 'no' })
  }

  #refuse(message: Message, field: HTMLInputElement | undefined): void {
    this.#update({ message })
    field?.focus()
    field?.select()
    this.#elements.message.scrollIntoView?.({ block: 'nearest' })
  }

  #focusNext(): void {
    const { logIn, unlock, change, enrolmentCode, retry, admission, resync, file, openBinding } = this.#elements
    const isWaiting = this.#model.state?.enrolment.status === 'pending'
    const targets: Record<Part, HTMLElement | undefined> = {
      logIn: firstEmpty(logIn),
      unlock: firstEmpty(unlock),
      change: firstEmpty(change),
      enrol: enrolmentCode,
      file: isWaiting ? openBinding : firstEmpty(file),
      admission: firstEmpty(admission),
      resync: firstEmpty(resync),
      trouble: retry,
      pending: undefined,
    }
    targets[partOf(this.#model)]?.focus()
  }

  #listenToPage(): void {
    const { logIn, unlock, change, leave, retry, languages } = this.#elements
    onSubmit(this.#desk, logIn, () => this.#logIn())
    onSubmit(this.#desk, unlock, () => this.#unlock())
    onSubmit(this.#desk, change, () => this.#change())
    leave.addEventListener('click', () => void this.#leave())
    listenToSideParts(this.#desk)
    listenToEnrolment(this.#desk)
    retry.addEventListener('click', () => {
      this.#update({ busy: 'asking' })
      void this.#refresh()
    })
    for (const button of languages)
      button.addEventListener('click', () => this.#chooseLanguage(button.dataset['language']))
  }

  #chooseLanguage(language: unknown): void {
    if (!isLanguage(language)) return
    this.#update({ language })
    void ask(this.#bridge, { name: wireNames.chooseLanguage, input: { language } }, readNothing)
  }

  #listenToMain(): void {
    this.#bridge.listen(wireNames.sessionLocked, () => void this.#refresh())
    this.#bridge.listen(wireNames.sessionClosed, (payload) => {
      const reason = isRecord(payload) ? payload['reason'] : undefined
      for (const field of this.#page.querySelectorAll('input')) if (field.name !== 'employeeId') field.value = ''
      const message = isSessionEnding(reason) ? ({ kind: 'ending', ending: reason } as const) : undefined
      const { state } = this.#model
      this.#update({ busy: 'no', isLocked: false, message, state: state && { ...state, passwordDue: null } })
      this.#focusNext()
      void this.#refresh()
    })
    this.#bridge.listen(wireNames.logDistrusted, () => void this.#refresh())
    this.#bridge.listen(wireNames.enrolmentChanged, (payload) => {
      const { state } = this.#model
      const enrolment = readEnrolment(payload)
      if (!enrolment || !state) return void this.#refresh()
      const part = partOf(this.#model)
      this.#update({ state: { ...state, enrolment }, trouble: undefined })
      if (partOf(this.#model) === part) return
      // What was refused a moment ago is told by the new part itself.
      if (this.#model.message?.kind === 'failure') this.#update({ message: undefined })
      this.#focusNext()
    })
  }

  /** Two frames after the complete screen it is on the glass. */
  #reportPaintedOnce(): void {
    if (this.#isPainted) return
    this.#isPainted = true
    requestAnimationFrame(() => requestAnimationFrame(() => void this.#bridge.invoke(wireNames.reportPainted, {})))
  }
}

function firstModel(hash: string): LoginModel {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const [language, reason] = [given.get('language'), given.get('reason')]
  return {
    language: isLanguage(language) ? language : 'zh-CN',
    state: keptState(given),
    trouble: undefined,
    message: isSessionEnding(reason) ? { kind: 'ending', ending: reason } : undefined,
    isLocked: given.has('locked'),
    page: 'main',
    savedAs: undefined,
    busy: 'no',
  }
}

/** The state that the last start ended with, as far as the screen shows it; nothing else may be concluded from it. */
function keptState(given: URLSearchParams): LoginState | undefined {
  const [language, name, workstationNumber, appVersion] = ['language', 'institution', 'workstation', 'version'].map(
    (key) => given.get(key),
  )
  const binding = { workstationNumber, institution: { name } }
  return readLoginState({
    language,
    appVersion,
    isTestRuntime: given.get('test') !== '0',
    enrolment: { status: 'approved', binding },
    lockedBy: null,
    passwordDue: null,
  })
}
