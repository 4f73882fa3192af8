/** The main job and three refusals, played in the real window as a person would. */

import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import type { DemoService } from './demo-service.ts'
import { aPerson, type Officer, type Person, pageShown } from './person.ts'
import type { DemoLanguage } from './screen-texts.ts'
import type { Stage } from './stage.ts'

const reference = 'LA-2026-000318'
const purpose = '02'
const consentFiles = globSync('assets/demo/consent/*').map((file) => resolve(file))

export interface Play {
  readonly stage: Stage
  readonly sessionEnv: NodeJS.ProcessEnv
  readonly language: DemoLanguage
  readonly officer: Officer
  /** The service that runs now; moving the clock starts it anew. */
  service(): DemoService
  moveToSaturday(): Promise<void>
  /** Replaces the addresses bound to this workstation. */
  rebind(addresses: readonly string[]): Promise<void>
}

interface Scene extends Play {
  readonly person: Person
  readonly subject: { readonly name: string; readonly idNumber: string }
}

export async function playMainJob(play: Play): Promise<void> {
  const person = aPerson(play.stage, play.sessionEnv, play.language)
  const [party] = play.service().bank.businesses.find((business) => business.reference === reference)?.parties ?? []
  if (!party) throw new Error('The demo data has no such business.')
  const scene = { ...play, person, subject: party.subject }

  const app = await logIn(scene)
  await uploadConsent(scene, app)
  await askAndRead(scene, app)
  await refuseWithoutConsent(scene, app)
  await refuseOnSaturday(scene, app)
  await refuseAddress(scene)
}

async function logIn({ stage, person, officer, service }: Scene): Promise<Page> {
  const login = await stage.window('login')
  // Enrolment is asked for and approved in the first seconds.
  await login.getByText(service().workstationNumber).waitFor()
  await person.chooseLanguage()
  await stage.picture(login, 'login')
  stage.say('login screen: this workstation is bound')
  const app = await person.logIn(officer, service().codeOf(officer.employeeId))
  await stage.picture(app, 'workbench')
  stage.say('logged in with password and dynamic password')
  return app
}

async function uploadConsent({ stage, person, subject }: Scene, app: Page): Promise<void> {
  await person.openScreen(app, 'consent')
  await person.fillConsent(app, {
    reference,
    subject,
    signedOn: '2026-11-20',
    purposes: [purpose, '01'],
    files: consentFiles,
  })
  await stage.picture(app, 'consent-filled')
  stage.say(`consent filled in, ${consentFiles.length} files chosen in the system's dialog`)
  await app.getByRole('button', { name: person.text('consent.upload'), exact: true }).click()
  const progress = await app
    .getByRole('progressbar')
    .first()
    .waitFor({ timeout: 5000 })
    .then(
      () => 'shown',
      () => 'too quick to see',
    )
  await app.getByText(person.text('consent.doneTitle')).waitFor()
  await stage.picture(app, 'consent-registered')
  stage.say(`consent uploaded and registered, progress ${progress}`)
}

async function askAndRead({ stage, person, subject }: Scene, app: Page): Promise<void> {
  await app.keyboard.press('Enter')
  await app.getByRole('heading', { name: person.text('query.title') }).waitFor()
  await person.fillQuery(app, { reference, subject, purpose, consent: 'first' })
  await stage.picture(app, 'query-filled')
  await person.ask(app)
  await app.getByText(person.text('query.answeredTitle')).waitFor()
  await stage.picture(app, 'query-answered')
  stage.say('query decided by the service and answered by the bureau')
  await readReport({ stage, person }, app)
  await app.bringToFront()
  await person.openScreen(app, 'workbench')
  await stage.picture(app, 'workbench-after')
}

async function readReport({ stage, person }: Pick<Scene, 'stage' | 'person'>, app: Page): Promise<void> {
  const viewer = await person.openReport(app)
  await pageShown(viewer)
  await stage.picture(viewer, 'report-page-1')
  for (const page of [2, 3]) {
    await viewer.keyboard.press('PageDown')
    await pageShown(viewer, page)
    await stage.picture(viewer, `report-page-${page}`)
  }
  await viewer.keyboard.press('End')
  await pageShown(viewer, 4)
  await stage.picture(viewer, 'report-last-page')
  stage.say('sealed report opened in its own window and read page by page, each against a receipt')
  const closed = viewer.waitForEvent('close')
  // The window is gone before the key comes up again.
  await viewer.keyboard.down('Escape').catch(() => undefined)
  await closed
  stage.say('report closed, its process is gone')
}

async function refuseWithoutConsent({ stage, person, subject }: Scene, app: Page): Promise<void> {
  await person.openScreen(app, 'query')
  await app.getByRole('button', { name: person.text('query.reset') }).click()
  await person.fillQuery(app, { reference, subject, purpose, consent: 'none' })
  await person.ask(app)
  await app.getByRole('alert').getByText(person.text('rule.consent-missing.what'), { exact: true }).waitFor()
  await stage.picture(app, 'refused-no-consent')
  stage.say('refused: no consent')
}

async function refuseOnSaturday(scene: Scene, app: Page): Promise<void> {
  const { stage, person, officer, subject, service } = scene
  await person.logOut(app)
  await scene.moveToSaturday()
  stage.say("the service's clock stands on a Saturday now")
  const saturday = await person.logIn(officer, service().codeOf(officer.employeeId))
  await person.openScreen(saturday, 'query')
  await person.fillQuery(saturday, { reference, subject, purpose, consent: 'first' })
  await person.ask(saturday)
  const day = dayShown(service())
  await saturday.getByRole('alert').getByText(person.text('rule.non-working-day.what', { day })).waitFor()
  await stage.picture(saturday, 'refused-saturday')
  stage.say('refused: not a working day')
}

function dayShown({ instance }: DemoService): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(instance.clock())
}

async function refuseAddress(scene: Scene): Promise<void> {
  const { stage, person } = scene
  await scene.rebind(['10.32.5.0/24'])
  stage.say('the binding allows another network now; the client is as it was')
  const login = await stage.window('login')
  await login.getByText(person.text('login.reason.address-not-bound').slice(0, 12)).waitFor()
  await stage.picture(login, 'refused-address')
  stage.say('refused: this address is not bound; the session has ended by itself')
}
