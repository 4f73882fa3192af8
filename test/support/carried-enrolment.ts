/** How a PC without a line is registered, in both windows: at the PC, at an administrator's desk, and at the PC again. */

import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { admissionSteps } from '#scripts/demo/admission-steps.ts'
import { chooseFilesInDialog, saveFileInDialog } from '#scripts/native-file-dialog.ts'
import type { Branch } from '#test/support/branch.ts'
import type { SecondPc } from '#test/support/second-pc.ts'

interface CarriedEnrolment {
  readonly branch: Branch
  readonly pc: SecondPc
  readonly steps: ReturnType<typeof admissionSteps>
  /** An administrator of the sub-branch, E20002, at the branch's own PC. */
  readonly logIn: () => Promise<Page>
  /** Stands for the USB stick. */
  readonly root: string
  readonly number: string
}

export async function carryEnrolment(parts: CarriedEnrolment): Promise<void> {
  const { branch, pc, root, number } = parts
  const [request, binding] = [join(root, 'new.cqw-request'), join(root, 'new.cqw-binding')]
  const code = await branch.service().administration.issueCode('1032050101', number)
  const fingerprint = await saveRequest(pc, code, request)
  await approveRequest(parts, { request, binding, fingerprint })
  await openBinding(pc, { request, binding, number })
}

async function saveRequest({ stage, person, desktopEnv, setLine }: SecondPc, code: string, file: string) {
  const { text } = person
  const login = await stage.window('login')
  await login.getByRole('heading', { name: text('login.enrolTitle'), exact: true }).waitFor()
  await setLine(false)
  await login.getByRole('button', { name: text('login.byFile') }).click()
  await login.locator('#file-code').fill(code)
  await login.locator('#file-institution').fill('1032050101')
  await stage.picture(login, 'request')
  await login.getByRole('button', { name: text('login.saveRequest') }).click()
  await saveFileInDialog(desktopEnv, file)
  await login.getByText('new.cqw-request').waitFor()
  await stage.picture(login, 'request-saved')
  const fingerprint = (await login.locator('#fingerprint').textContent()) ?? ''
  expect(fingerprint).toMatch(/^\d{4}( \d{4}){5}$/)
  return fingerprint
}

async function approveRequest(
  { branch, steps, logIn }: CarriedEnrolment,
  { request, binding, fingerprint }: { request: string; binding: string; fingerprint: string },
): Promise<void> {
  const { stage, person, desktopEnv } = branch
  const { text } = person
  const desk = await logIn()
  await steps.openPlace(desk, 'workstations')
  await desk.getByRole('button', { name: text('workstations.openRequest') }).click()
  await chooseFilesInDialog(desktopEnv, [request])
  const drawer = desk.locator('.ant-drawer')
  await drawer.getByText(fingerprint).first().waitFor()
  await drawer.getByLabel(text('workstations.addresses')).fill('127.0.0.1')
  const approve = drawer.getByRole('button', { name: text('workstations.approve') })
  expect(await approve.isDisabled()).toBe(true)
  await drawer.getByRole('checkbox').check()
  await stage.picture(desk, 'request-opened')
  await approve.click()
  await steps.sign(desk, 'E20002')
  const save = drawer.getByRole('button', { name: text('workstations.saveBinding') })
  await save.click()
  await saveFileInDialog(desktopEnv, binding)
  await drawer.getByText('new.cqw-binding').waitFor()
  await stage.picture(desk, 'binding-saved')
  await drawer.locator('.ant-drawer-close').click()
  await steps.logOut(desk)
}

/** The wrong file first: it is said which it is, and the right one works all the same. */
async function openBinding(
  { stage, person, desktopEnv, setLine }: SecondPc,
  { request, binding, number }: { request: string; binding: string; number: string },
): Promise<void> {
  const { text } = person
  const login = await stage.window('login')
  const open = login.getByRole('button', { name: text('login.openBinding') })
  await open.click()
  await chooseFilesInDialog(desktopEnv, [request])
  await login.getByText(text('enrolment-file.not-a-binding.what')).waitFor()
  await stage.picture(login, 'wrong-file')
  await open.click()
  await chooseFilesInDialog(desktopEnv, [binding])
  await login.getByText(number).waitFor()
  await stage.picture(login, 'bound')
  await setLine(true)
}
