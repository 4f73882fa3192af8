import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { layOutPersonalReport } from '#central/reports/layout/personal-report-layout.ts'
import { greyImageOf } from '#central/watermark/grey-image.ts'
import { straighten } from '#central/watermark/perspective.ts'
import { readWatermark } from '#central/watermark/read-watermark.ts'
import { anIdNumberOf, aReport, aSubject } from '#test/support/bureau-requests.ts'
import {
  both,
  cropped,
  type Distortion,
  jpeg,
  noisy,
  photographed,
  resized,
  turned,
} from '#test/support/distortions.ts'
import { pagePicture } from '#test/support/page-picture.ts'

const viewId = 0xc0ffee42
const [, , page] = layOutPersonalReport(aReport({ subject: aSubject(anIdNumberOf('overdue-now')) }))

let marked: Buffer
let plain: Buffer
beforeAll(async () => {
  if (!page) throw new Error('The report is too short.')
  marked = await pagePicture(page, { viewId, scale: 1.15 })
  plain = await pagePicture(page, { scale: 1.15 })
})

async function grey(picture: Buffer) {
  const { data, info } = await sharp(picture).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  return greyImageOf(data, info)
}

const asIs: Distortion = async (picture) => picture

test.each([
  { what: 'a screenshot', distort: asIs, bits: 64 },
  { what: 'a JPEG of quality 15', distort: jpeg(15), bits: 64 },
  { what: 'a piece of 400 x 300 as JPEG of quality 50', distort: both(cropped(400, 300), jpeg(50)), bits: 64 },
  { what: 'a picture of four tenths the size', distort: both(resized(0.4), jpeg(60)), bits: 62 },
  { what: 'a picture half as large again', distort: resized(1.5), bits: 64 },
  { what: 'a picture turned by two degrees', distort: both(turned(2), jpeg(75)), bits: 62 },
  { what: 'a noisy picture', distort: noisy(8), bits: 64 },
])('$what still says the view id', async ({ distort, bits }) => {
  const reading = readWatermark(await grey(await distort(marked)))
  expect(reading?.viewId).toBe(viewId)
  expect(reading?.bitsRight).toBeGreaterThanOrEqual(bits)
})

test('a photograph says it when the corners of the page are given', async () => {
  const { picture, corners } = await photographed(marked, 1)
  expect(readWatermark(straighten(await grey(picture), corners), true)?.viewId).toBe(viewId)
})

test.each([
  { what: 'an unmarked page', distort: asIs },
  { what: 'an unmarked page as JPEG of quality 15', distort: jpeg(15) },
  { what: 'an unmarked page, turned', distort: turned(2) },
])('$what says nothing', async ({ distort }) => {
  expect(readWatermark(await grey(await distort(plain)))).toBeUndefined()
})
