/** What somebody may want instead of logging in: to be admitted for the first time, to bring a token back into step. */

import { readAdmission, readResync } from './log-in-form.ts'
import { type LoginDesk, onSubmit, typedWell } from './login-desk.ts'
import { readNothing, wireNames } from './main-process.ts'

export function listenToSideParts(desk: LoginDesk): void {
  const { admission, firstAdmission, backToLogIn, resync, outOfStep, backFromResync } = desk.elements
  const { resyncId, employeeId } = desk.elements
  onSubmit(desk, admission, () => enterAsCandidate(desk))
  onSubmit(desk, resync, () => bringIntoStep(desk))
  firstAdmission.addEventListener('click', () => turnTo(desk, 'admission'))
  outOfStep.addEventListener('click', () => {
    if (resyncId.value === '') resyncId.value = employeeId.value
    turnTo(desk, 'resync')
  })
  for (const back of [backToLogIn, backFromResync]) back.addEventListener('click', () => turnTo(desk, 'main'))
}

function turnTo(desk: LoginDesk, page: 'main' | 'admission' | 'resync'): void {
  desk.update({ page, message: undefined })
  desk.focusNext()
}

async function enterAsCandidate(desk: LoginDesk): Promise<void> {
  const { admissionCode } = desk.elements
  const typed = typedWell(desk, readAdmission(desk.elements))
  if (!typed) return
  desk.update({ busy: 'asking', message: undefined })
  const answer = await desk.ask({ name: wireNames.enterAsCandidate, input: typed }, readNothing)
  admissionCode.value = ''
  if (answer.ok) return desk.update({ busy: 'opening' })
  desk.update({ busy: 'no' })
  desk.refuse({ kind: 'failure', code: answer.code }, admissionCode)
}

/** Both codes are used up by it, right or wrong; the password stays for another try. */
async function bringIntoStep(desk: LoginDesk): Promise<void> {
  const { firstCode, secondCode, resyncPassword, employeeId } = desk.elements
  const typed = typedWell(desk, readResync(desk.elements))
  if (!typed) return
  desk.update({ busy: 'asking', message: undefined })
  const answer = await desk.ask({ name: wireNames.resyncToken, input: typed }, readNothing)
  firstCode.value = ''
  secondCode.value = ''
  desk.update({ busy: 'no' })
  if (!answer.ok) return desk.refuse({ kind: 'failure', code: answer.code }, firstCode)
  resyncPassword.value = ''
  employeeId.value = typed.employeeId
  desk.update({ page: 'main', message: { kind: 'done', text: 'resynced' } })
  desk.focusNext()
}
