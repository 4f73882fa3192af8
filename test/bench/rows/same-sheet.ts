import sharp from 'sharp'
import type { GreyPicture } from '#central/consents/inspection/grey-picture.ts'
import type { InkMap } from '#central/consents/inspection/ink-map.ts'
import type { LaidPage } from '#central/consents/inspection/lay-over.ts'
import { pageMap } from '#central/consents/inspection/page-map.ts'
import { asForm, register } from '#central/consents/inspection/register-page.ts'
import { sameSheet } from '#central/consents/inspection/same-sheet.ts'
import { sameSheetFrom } from '#central/consents/sheet-service.ts'
import { median, type Row } from '#test/bench/harness.ts'
import { aSignedForm, type Rescan, rescans } from '#test/support/consent-pictures.ts'

/** Sheets from which the print is known; those that are looked for come after them. */
const learnt = 16
/** Each new scan is compared with so many of other hands. */
const otherHands = 20

/** Scans of one printed form by many hands: how often the same sheet is missed, and another one taken for it. */
export const sameSheetFound: Row = {
  name: 'same-sheet',
  unit: 'ms/page',
  against: 'sharp decoding and shrinking the same picture',
  reach: 12,
  better: 'lower',
  rounds: { full: 5, quick: 2 },
  async prepare({ isQuick }) {
    const outcome = await tryOut(isQuick ? 100 : 1000)
    const scan = await rescanOf(1)
    const form = asForm(await mapOf(await aSignedForm(0)))
    return {
      ours: () => timed(async () => void register(await mapOf(scan), form)),
      reference: () => timed(async () => void (await greyOf(scan))),
      notes: () => outcome,
      end: async () => undefined,
    }
  },
}

async function tryOut(people: number): Promise<string[]> {
  const form = asForm(await mapOf(await aSignedForm(0)))
  const sheets: LaidPage[] = []
  for (let person = 1; person <= people; person += 1)
    sheets.push(register(await mapOf(await aSignedForm(person)), form))
  const print = meanOf(sheets.slice(0, learnt), form)
  const seen = new Map<string, { missed: number; tried: number; alike: number[] }>()
  const others: number[] = []
  for (const [index, own] of sheets.entries()) {
    const kind = kindOf(index + 1)
    const again = register(await mapOf(await rescanOf(index + 1)), form)
    const alike = sameSheet(again, own, print)
    const counted = seen.get(kind.name) ?? { missed: 0, tried: 0, alike: [] }
    counted.tried += 1
    counted.missed += alike < sameSheetFrom ? 1 : 0
    counted.alike.push(alike)
    seen.set(kind.name, counted)
    others.push(...othersOf(sheets, index).map((other) => sameSheet(again, other, print)))
  }
  const falseMatches = others.filter((likeness) => likeness >= sameSheetFrom).length
  return [
    `${2 * people} scans of one form; the same sheet from ${sameSheetFrom} on`,
    ...[...seen].map(
      ([name, { missed, tried, alike }]) =>
        `${name}: ${missed} of ${tried} missed; likeness at least ${Math.min(...alike).toFixed(2)}, median ${median(alike).toFixed(2)}`,
    ),
    `other hands: ${falseMatches} of ${others.length} taken for the same; likeness at most ${others.reduce((most, one) => Math.max(most, one), 0).toFixed(2)}`,
  ]
}

function othersOf(sheets: readonly LaidPage[], own: number): LaidPage[] {
  return Array.from({ length: otherHands }, (_, step) => (own + (step + 1) * 37) % sheets.length)
    .filter((at) => at !== own)
    .flatMap((at) => sheets[at] ?? [])
}

function kindOf(person: number): Rescan {
  return rescans[person % rescans.length] as Rescan
}

async function rescanOf(person: number): Promise<Buffer> {
  return kindOf(person).make(await aSignedForm(person), person * 31)
}

async function greyOf(bytes: Buffer): Promise<GreyPicture> {
  const { data, info } = await sharp(bytes)
    .greyscale()
    .resize(1600, 1600, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, levels: new Uint8Array(data) }
}

async function mapOf(bytes: Buffer): Promise<InkMap> {
  const map = pageMap(await greyOf(bytes))
  if (!map) throw new Error('The generated form is empty.')
  return map
}

function meanOf(sheets: readonly LaidPage[], form: InkMap): InkMap {
  const cells = form.cells.map((_, at) => {
    const seen = sheets.filter((sheet) => sheet.seen[at] === 1)
    return seen.reduce((sum, sheet) => sum + (sheet.map.cells[at] ?? 0), 0) / Math.max(1, seen.length)
  })
  return { ...form, cells }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
