/** The parts of the login page that change. */

export type Elements = ReturnType<typeof findElements>

/** @throws {Error} When the page lacks one of them. */
export function findElements(page: Document) {
  return {
    institution: find(page, '#institution', HTMLElement),
    workstation: find(page, '#workstation', HTMLElement),
    version: find(page, '#version', HTMLElement),
    testRuntime: find(page, '#test-runtime', HTMLElement),
    languages: [...page.querySelectorAll<HTMLButtonElement>('[data-language]')],
    logIn: find(page, '#log-in', HTMLFormElement),
    employeeId: find(page, '#employee-id', HTMLInputElement),
    password: find(page, '#password', HTMLInputElement),
    dynamicPassword: find(page, '#dynamic-password', HTMLInputElement),
    capsLock: find(page, '#caps-lock', HTMLElement),
    logInButton: find(page, '#log-in button', HTMLButtonElement),
    unlock: find(page, '#unlock', HTMLFormElement),
    lockedBy: find(page, '#locked-by', HTMLElement),
    unlockPassword: find(page, '#unlock-password', HTMLInputElement),
    unlockDynamicPassword: find(page, '#unlock-dynamic-password', HTMLInputElement),
    unlockButton: find(page, '#unlock .primary', HTMLButtonElement),
    leave: find(page, '#leave', HTMLButtonElement),
    change: find(page, '#change', HTMLFormElement),
    currentPassword: find(page, '#current-password', HTMLInputElement),
    newPassword: find(page, '#new-password', HTMLInputElement),
    newPasswordHint: find(page, '#new-password-hint', HTMLElement),
    repeatedPassword: find(page, '#repeated-password', HTMLInputElement),
    changeButton: find(page, '#change .primary', HTMLButtonElement),
    firstAdmission: find(page, '#first-admission', HTMLButtonElement),
    admission: find(page, '#admission', HTMLFormElement),
    candidateId: find(page, '#candidate-id', HTMLInputElement),
    admissionCode: find(page, '#admission-code', HTMLInputElement),
    admissionButton: find(page, '#admission button', HTMLButtonElement),
    backToLogIn: find(page, '#back-to-log-in', HTMLButtonElement),
    enrol: find(page, '#enrol', HTMLFormElement),
    enrolmentCode: find(page, '#enrolment-code', HTMLInputElement),
    enrolButton: find(page, '#enrol button', HTMLButtonElement),
    pending: find(page, '#pending', HTMLElement),
    pendingSince: find(page, '#pending-since', HTMLElement),
    trouble: find(page, '#trouble', HTMLElement),
    troubleTitle: find(page, '#trouble-title', HTMLElement),
    troubleWhat: find(page, '#trouble-what', HTMLElement),
    troubleNext: find(page, '#trouble-next', HTMLElement),
    evidence: find(page, '#evidence', HTMLElement),
    evidenceFile: find(page, '#evidence-file', HTMLElement),
    evidenceAt: find(page, '#evidence-at', HTMLElement),
    distrustReason: find(page, '#distrust-reason', HTMLElement),
    retry: find(page, '#retry', HTMLButtonElement),
    message: find(page, '#message', HTMLElement),
  }
}

function find<E extends HTMLElement>(page: Document, selector: string, kind: new () => E): E {
  const element = page.querySelector(selector)
  if (!(element instanceof kind)) throw new Error(`The login page lacks ${selector}.`)
  return element
}
