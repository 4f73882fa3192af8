/** How an employee becomes a user, step by step in the real window: for journeys and the demo. */

import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { chooseFilesInDialog } from '#scripts/native-file-dialog.ts'
import type { DemoService } from './demo-service.ts'
import type { Officer, Person } from './person.ts'
import type { Stage } from './stage.ts'

export interface AdmissionParts {
  readonly stage: Stage
  readonly person: Pick<Person, 'text'>
  readonly service: DemoService
  /** Of the desktop session, to reach the system's own file dialog. */
  readonly env: NodeJS.ProcessEnv
}

export function admissionSteps({ stage, person: { text }, service, env }: AdmissionParts) {
  const used = new Map<string, string>()
  return { logIn, openPlace, logOut, importTable, issueCode, enter, writePaper, apply, approve, sign }

  /** Somebody who is no query officer; his first screen is whatever his role begins with. */
  async function logIn({ employeeId, password }: Officer): Promise<Page> {
    const login = await stage.window('login')
    await login.locator('#employee-id').click()
    await login.keyboard.press('Control+a')
    for (const typed of [employeeId, password, await freshCode(employeeId)]) {
      await login.keyboard.type(typed)
      await login.keyboard.press('Enter')
    }
    const app = await stage.window('app')
    await app.locator('.header').waitFor()
    return app
  }

  /** A code works once: who logs in twice waits for his token's next one. */
  async function freshCode(employeeId: string): Promise<string> {
    let code = service.codeOf(employeeId)
    while (code === used.get(employeeId)) {
      await delay(500)
      code = service.codeOf(employeeId)
    }
    used.set(employeeId, code)
    return code
  }

  async function openPlace(app: Page, place: string): Promise<void> {
    await app.getByRole('menuitem', { name: new RegExp(`^${text(`shell.${place}`)}`) }).click()
  }

  async function logOut(app: Page): Promise<void> {
    const closed = app.waitForEvent('close')
    await app.getByRole('button', { name: text('shell.logOut') }).click()
    await closed
    await (await stage.window('login')).locator('#employee-id').waitFor()
  }

  /** Chooses a file in the system's dialog and applies what its trial says; waits for the sentence that says it is done. */
  async function importTable(app: Page, file: string, sentences: { apply: string; applied: string }): Promise<void> {
    await app
      .getByRole('button', { name: text('staff.choose') })
      .filter({ visible: true })
      .click()
    await chooseFilesInDialog(env, [file])
    await app.getByRole('button', { name: sentences.apply }).click()
    await app.getByText(sentences.applied).waitFor()
  }

  /** @returns The code as it stands on screen. */
  async function issueCode(app: Page, employeeId: string): Promise<string> {
    await app.getByRole('tab').nth(1).click()
    const row = app.getByRole('row').filter({ hasText: employeeId })
    await row.getByRole('button', { name: text('admission.issueCode') }).click()
    const code = (await app.locator('.ant-modal .challenge').textContent()) ?? ''
    await app.locator('.ant-modal-footer button').click()
    return code
  }

  async function enter(employeeId: string, code: string): Promise<Page> {
    const login = await stage.window('login')
    await login.getByRole('button', { name: text('login.firstAdmission') }).click()
    await login.locator('#candidate-id').fill(employeeId)
    await login.locator('#admission-code').fill(code)
    await login.keyboard.press('Enter')
    const app = await stage.window('app')
    await app.locator('.candidate-page .ant-steps').waitFor()
    return app
  }

  /**
   * Answers every question rightly, as somebody would who knows the bank, and hands in.
   *
   * @param passed What stands there once it was passed.
   */
  async function writePaper(app: Page, passed = text('candidate.applyTitle')): Promise<void> {
    await app.getByRole('button', { name: text('candidate.start') }).click()
    await app.locator('.question-options').waitFor()
    const questions = await service.instance.database`
      select option_order as shown, answer from paper_question join question on question.id = question_id
       where paper_id in (select id from paper where handed_in_at is null) order by position`
    for (const [index, { shown, answer }] of questions.entries()) {
      const right = (shown as number[]).flatMap((place, at) => ((answer as number[]).includes(place) ? [at] : []))
      for (const place of right) await app.locator('.question-options label').nth(place).click()
      if (index + 1 < questions.length) await app.getByRole('button', { name: text('candidate.nextQuestion') }).click()
    }
    await app.getByRole('button', { name: text('candidate.handIn') }).click()
    await app
      .locator('.ant-popconfirm')
      .getByRole('button', { name: text('candidate.handIn') })
      .click()
    await app.getByText(passed).waitFor()
  }

  async function apply(app: Page, purpose: string, reason: string): Promise<void> {
    await app.getByRole('checkbox', { name: text(`terms.purpose.${purpose}`) }).click()
    await app.getByLabel(text('candidate.reason')).fill(reason)
    await app.getByRole('button', { name: text('candidate.apply') }).click()
    await app.getByText(text('candidate.waiting')).waitFor()
  }

  /** Approves the application that waits for this administrator, signed with his token. */
  async function approve(app: Page, employeeId: string): Promise<void> {
    await app.getByRole('button', { name: text('admission.decide') }).click()
    await app.getByRole('button', { name: text('admission.approve') }).click()
    await sign(app, employeeId)
    await app.getByRole('button', { name: text('admission.decide') }).waitFor({ state: 'detached' })
  }

  /** Answers the challenge on screen with the person's signing token. */
  async function sign(app: Page, employeeId: string): Promise<void> {
    const challenge = app.locator('.challenge').filter({ hasText: /\d{4} \d{4}/ })
    const question = ((await challenge.textContent()) ?? '').replace(/\D/g, '')
    await app.getByLabel(text('signing.code')).fill(service.answerOf(employeeId, question))
    await app.getByRole('button', { name: text('signing.sign') }).click()
  }
}
