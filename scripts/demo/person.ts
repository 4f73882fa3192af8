/** What a person does at the workstation, by mouse and keyboard alone: used by the headless demo and the journeys' tests. */

import type { Page } from 'playwright-core'
import { chooseFilesInDialog } from '#scripts/native-file-dialog.ts'
import { type DemoLanguage, screenTexts } from './screen-texts.ts'
import type { Stage } from './stage.ts'

export interface Officer {
  readonly employeeId: string
  readonly password: string
}

export interface Subject {
  readonly name: string
  readonly idNumber: string
}

export type Person = ReturnType<typeof aPerson>

/** @param env The desktop session, to reach the system's own file dialog. */
export function aPerson(stage: Stage, env: NodeJS.ProcessEnv, language: DemoLanguage) {
  const text = screenTexts(language)
  return { text, chooseLanguage, logIn, openScreen, fillConsent, fillQuery, ask, openReport, logOut }

  async function chooseLanguage(): Promise<void> {
    const login = await stage.window('login')
    await login.getByRole('button', { name: language === 'en' ? 'English' : '中文' }).click()
  }

  /** Types the three fields, Enter after each, and waits for the work screens. */
  async function logIn({ employeeId, password }: Officer, code: string): Promise<Page> {
    const login = await stage.window('login')
    await login.getByRole('textbox', { name: text('login.employeeId') }).click()
    await login.keyboard.press('Control+a')
    for (const typed of [employeeId, password, code]) {
      await login.keyboard.type(typed)
      await login.keyboard.press('Enter')
    }
    // Its window is there, hidden, since the login screen was painted.
    const app = await stage.window('app')
    // The first screen of whatever role.
    await app.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    return app
  }

  async function openScreen(app: Page, screen: 'workbench' | 'consent' | 'query'): Promise<void> {
    const number = ['workbench', 'consent', 'query'].indexOf(screen) + 1
    await app.keyboard.press(`Alt+${number}`)
    await app.getByRole('heading', { name: text(`${screen}.title`) }).waitFor()
  }

  /** Fills the consent form and chooses its files in the system's dialog; the last button is left to the caller. */
  async function fillConsent(
    app: Page,
    consent: {
      reference: string
      subject: Subject
      signedOn: string
      purposes: readonly string[]
      files: readonly string[]
    },
  ): Promise<void> {
    await enterReference(app, consent.reference)
    await app.getByRole('radio', { name: consent.subject.name }).click()
    for (const purpose of consent.purposes)
      await app.getByRole('checkbox', { name: text(`terms.purpose.${purpose}`) }).click()
    await app.getByLabel(text('consent.signedOn')).click()
    await app.keyboard.type(consent.signedOn)
    await app.keyboard.press('Enter')
    await app.getByRole('button', { name: text('consent.chooseScans') }).click()
    await chooseFilesInDialog(env, consent.files)
    await app
      .getByRole('listitem')
      .nth(consent.files.length - 1)
      .waitFor()
  }

  /** Fills the query form: reference, purpose, name and ID number typed, then the consent or none. */
  async function fillQuery(
    app: Page,
    query: { reference: string; subject: Subject; purpose: string; consent: 'first' | 'none' },
  ): Promise<void> {
    await enterReference(app, query.reference)
    await app.getByRole('radio', { name: query.subject.name }).waitFor()
    await app.getByLabel(text('query.purpose')).click()
    await app.getByTitle(text(`terms.purpose.${query.purpose}`), { exact: true }).click()
    for (const [label, typed] of [
      [text('shell.subject.name'), query.subject.name],
      [text('shell.subject.idNumber'), query.subject.idNumber],
    ] as const) {
      await app.getByRole('textbox', { name: label }).click()
      await app.keyboard.press('Control+a')
      await app.keyboard.type(typed)
    }
    const choices = app.getByRole('radiogroup', { name: text('query.consent') }).getByRole('radio')
    await (query.consent === 'none' ? choices.last() : choices.first()).click()
  }

  async function enterReference(app: Page, reference: string): Promise<void> {
    await app.getByRole('textbox', { name: text('shell.business.reference') }).click()
    await app.keyboard.press('Control+a')
    await app.keyboard.type(reference)
    await app.keyboard.press('Tab')
  }

  async function ask(app: Page): Promise<void> {
    await app.keyboard.press('Control+Enter')
  }

  /** Presses the button that has the focus once the report is there. */
  async function openReport(app: Page): Promise<Page> {
    await app.getByRole('button', { name: text('query.openReport') }).waitFor()
    await app.keyboard.press('Enter')
    return stage.window('viewer')
  }

  async function logOut(app: Page): Promise<void> {
    await app.getByRole('button', { name: text('shell.logOut') }).click()
    await stage.window('login')
  }
}

/** Waits until the report window has shown this many pages: which ones stands nowhere but in their pixels. */
export async function pageShown(viewer: Page, turns = 1): Promise<void> {
  await viewer.locator(`html[data-state=shown][data-turns="${turns}"]`).waitFor()
}
