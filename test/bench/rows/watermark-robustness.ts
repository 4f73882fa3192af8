import sharp from 'sharp'
import type { LifeStory } from '#central/bureau/simulated/life-stories.ts'
import { layOutPersonalReport } from '#central/reports/layout/personal-report-layout.ts'
import { type GreyImage, greyImageOf } from '#central/watermark/grey-image.ts'
import { straighten } from '#central/watermark/perspective.ts'
import { readWatermark, type WatermarkReading } from '#central/watermark/read-watermark.ts'
import type { ReportPage } from '#contract/report-page.ts'
import type { Row } from '#test/bench/harness.ts'
import { anIdNumberOf, aReport, aSubject } from '#test/support/bureau-requests.ts'
import * as distortions from '#test/support/distortions.ts'
import { anIdNumber } from '#test/support/id-numbers.ts'
import { pagePicture } from '#test/support/page-picture.ts'

const { both, jpeg, resized, cropped, turned, blurred, contrast, whiteCut, blackAndWhite, noisy } = distortions

/** What the best published figures of this kind of mark keep of 64 bits. */
const knownBits = 63
const stories: readonly LifeStory[] = ['overdue-now', 'heavy-debtor', 'self-employed', 'thin-file']

const ways: Readonly<Record<string, distortions.Distortion>> = {
  'as it is': async (picture) => picture,
  ...numbered('JPEG, quality', [75, 50, 30, 20, 15, 10], jpeg),
  ...numbered('size, then JPEG 60, factor', [0.33, 0.4, 0.5, 0.75, 1.5], (factor) => both(resized(factor), jpeg(60))),
  ...numbered('piece, side', [600, 400, 256, 200], (side) => cropped(side, Math.round(side * 0.75))),
  'piece 400 x 300, JPEG 50': both(cropped(400, 300), jpeg(50)),
  ...numbered('turned, degrees', [0.5, 1, 2, 5], turned),
  'turned 2 degrees, piece 400 x 300, JPEG 50': both(turned(2), both(cropped(400, 300, 300, 300), jpeg(50))),
  ...numbered('blurred, sigma', [1, 2, 3], blurred),
  ...numbered('noise, sigma', [4, 8, 16], noisy),
  ...numbered('contrast, factor', [0.6, 1.1, 1.5], (factor) => contrast(factor)),
  ...numbered('white cut at', [245, 243], whiteCut),
  ...numbered('black and white at', [244, 128], blackAndWhite),
}

function numbered(
  name: string,
  strengths: readonly number[],
  make: (strength: number) => distortions.Distortion,
): Record<string, distortions.Distortion> {
  return Object.fromEntries(strengths.map((strength) => [`${name} ${strength}`, make(strength)]))
}

/** Which distortions the invisible watermark survives, and how often it is found where there is none. */
export const watermarkRobustness: Row = {
  name: 'watermark-robustness',
  unit: 'bits of 64',
  against: `${knownBits} of 64 bits at JPEG quality 15 and at a piece of 400 x 300 with quality 50`,
  reach: 1,
  better: 'higher',
  rounds: { full: 1, quick: 1 },
  async prepare({ isQuick }) {
    const pages = stories.slice(0, isQuick ? 1 : 4).map(lastButOnePage)
    const marked = await Promise.all(
      pages.map((page, index) => pagePicture(page, { viewId: viewIdOf(index), scale: 1.15 })),
    )
    const table = new Map<string, readonly (WatermarkReading | undefined)[]>()
    for (const [name, distort] of Object.entries(ways)) {
      table.set(
        name,
        await Promise.all(marked.map(async (picture) => readWatermark(await greyOf(await distort(picture))))),
      )
    }
    for (const strength of [0.5, 1, 1.5, 2]) {
      table.set(
        `photograph with corners, strength ${strength}`,
        await Promise.all(marked.map((picture) => readPhotograph(picture, strength))),
      )
    }
    const unmarked = isQuick ? 20 : 1000
    const falselyRead = await countFalse(unmarked)
    const worst = Math.min(
      ...['JPEG, quality 15', 'piece 400 x 300, JPEG 50'].flatMap((name) =>
        (table.get(name) ?? []).map((reading, index) => (reading?.viewId === viewIdOf(index) ? reading.bitsRight : 0)),
      ),
    )
    return {
      ours: async () => worst,
      reference: async () => knownBits,
      notes: () => [
        ...[...table].map(([name, readings]) => describe(name, readings)),
        `${falselyRead} of ${unmarked} unmarked pages (as they are, JPEG 40, turned, smaller) gave a view id`,
      ],
      end: async () => undefined,
    }
  },
}

function viewIdOf(index: number): number {
  return [0xc0ffee42, 0x00000001, 0xfedcba98, 0x5a5a5a5a][index] ?? 0
}

function describe(name: string, readings: readonly (WatermarkReading | undefined)[]): string {
  const right = readings.filter((reading, index) => reading?.viewId === viewIdOf(index))
  const wrong = readings.filter((reading, index) => reading && reading.viewId !== viewIdOf(index)).length
  const bits = right.length === 0 ? '--' : Math.min(...right.map((reading) => reading?.bitsRight ?? 0))
  const word = wrong > 0 ? `, ${wrong} WRONG` : ''
  return `${name.padEnd(46)} ${String(bits).padStart(2)} bits, ${right.length} of ${readings.length} read${word}`
}

function lastButOnePage(story: LifeStory): ReportPage {
  const pages = layOutPersonalReport(aReport({ subject: aSubject(anIdNumberOf(story)) }))
  const page = pages.at(-2) ?? pages[0]
  if (!page) throw new Error('The report has no page.')
  return page
}

async function readPhotograph(picture: Buffer, strength: number): Promise<WatermarkReading | undefined> {
  const photograph = await distortions.photographed(picture, strength)
  return readWatermark(straighten(await greyOf(photograph.picture), photograph.corners), true)
}

async function countFalse(count: number): Promise<number> {
  const changes = [async (picture: Buffer) => picture, jpeg(40), turned(1.5), resized(0.8)]
  let falselyRead = 0
  let seen = 0
  for (const page of unmarkedPages(count)) {
    const change = changes[seen % changes.length]
    const picture = await pagePicture(page)
    if (change && readWatermark(await greyOf(await change(picture)))) falselyRead += 1
    seen += 1
  }
  return falselyRead
}

/** Pages of one person's report after the other's. */
function unmarkedPages(count: number): ReportPage[] {
  const pages: ReportPage[] = []
  for (let sequence = 0; pages.length < count; sequence += 1) {
    const idNumber = anIdNumber({ region: '330102', birthDate: '1982-04-17', sequence })
    pages.push(...layOutPersonalReport(aReport({ subject: aSubject(idNumber) })))
  }
  return pages.slice(0, count)
}

async function greyOf(picture: Buffer): Promise<GreyImage> {
  const { data, info } = await sharp(picture).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  return greyImageOf(data, info)
}
