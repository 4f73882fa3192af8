/** Registering this PC: online with a code, by files on a stick, or anew after it was taken out of use. */

import type { EnrolmentState } from '#contract/workstation.ts'
import { readEnrolmentCode, readFileRequest } from './log-in-form.ts'
import { type LoginDesk, onSubmit, typedWell } from './login-desk.ts'
import { readEnrolment, readOpened, readSaved, wireNames } from './main-process.ts'

export function listenToEnrolment(desk: LoginDesk): void {
  const { enrol, enrolmentCode, byFile, pendingByFile, file, fileCode, openBinding, backToEnrol } = desk.elements
  onSubmit(desk, enrol, () => requestOnline(desk))
  onSubmit(desk, file, () => saveRequest(desk))
  openBinding.addEventListener('click', () => void openBindingFile(desk))
  desk.elements.enrolAnew.addEventListener('click', () => void beginAnew(desk))
  byFile.addEventListener('click', () => {
    // Typed once is enough.
    if (fileCode.value === '') fileCode.value = enrolmentCode.value
    turnTo(desk, 'file')
  })
  pendingByFile.addEventListener('click', () => turnTo(desk, 'file'))
  backToEnrol.addEventListener('click', () => turnTo(desk, 'main'))
}

function turnTo(desk: LoginDesk, page: 'main' | 'file'): void {
  desk.update({ page, message: undefined })
  desk.focusNext()
}

async function requestOnline(desk: LoginDesk): Promise<void> {
  const field = desk.elements.enrolmentCode
  const code = readEnrolmentCode(field.value)
  const typed = typedWell(desk, code === undefined ? { field, text: 'enrolmentCodeWrong' } : { enrolmentCode: code })
  if (!typed) return
  desk.update({ busy: 'asking', message: undefined })
  const answer = await desk.ask({ name: wireNames.requestEnrolment, input: typed }, readEnrolment)
  desk.update({ busy: 'no' })
  if (!answer.ok) return desk.refuse({ kind: 'failure', code: answer.code }, field)
  take(desk, answer.value)
}

async function saveRequest(desk: LoginDesk): Promise<void> {
  const typed = typedWell(desk, readFileRequest(desk.elements))
  if (!typed) return
  desk.update({ busy: 'asking', message: undefined })
  const answer = await desk.ask({ name: wireNames.saveEnrolmentRequest, input: typed }, readSaved)
  desk.update({ busy: 'no' })
  if (!answer.ok) return fail(desk, answer)
  if (answer.value.fileName === '') return
  desk.update({ savedAs: answer.value.fileName })
  desk.elements.openBinding.focus()
}

async function openBindingFile(desk: LoginDesk): Promise<void> {
  if (desk.model().busy !== 'no') return
  desk.update({ busy: 'asking', message: undefined })
  const answer = await desk.ask({ name: wireNames.openBindingFile, input: {} }, readOpened)
  desk.update({ busy: 'no' })
  if (!answer.ok) return fail(desk, answer)
  const { enrolment } = answer.value
  if (!enrolment) return
  desk.update({ page: 'main', message: { kind: 'done', text: 'bound' } })
  take(desk, enrolment)
}

async function beginAnew(desk: LoginDesk): Promise<void> {
  if (desk.model().busy !== 'no') return
  desk.update({ busy: 'asking', message: undefined })
  const answer = await desk.ask({ name: wireNames.enrolAnew, input: {} }, readEnrolment)
  desk.update({ busy: 'no', savedAs: undefined })
  if (!answer.ok) return fail(desk, answer)
  // Each code is good once.
  desk.elements.enrolmentCode.value = ''
  desk.elements.fileCode.value = ''
  await desk.refresh()
  desk.focusNext()
}

/** Nothing that was typed is lost: the person mends it and tries again. */
function fail(desk: LoginDesk, { code, fields = [] }: { code: FailureOf; fields?: readonly string[] }): void {
  desk.refuse({ kind: 'failure', code, fields }, undefined)
}
type FailureOf = Extract<Parameters<LoginDesk['refuse']>[0], { kind: 'failure' }>['code']

function take(desk: LoginDesk, enrolment: EnrolmentState): void {
  const { state } = desk.model()
  if (state) desk.update({ state: { ...state, enrolment } })
  desk.focusNext()
}
