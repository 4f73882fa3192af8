import { randomUUID } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { formCodeText } from '#central/consents/inspection/read-form-code.ts'
import { createScanInspector } from '#central/consents/inspection/scan-inspector.ts'
import { makePdf } from '#central/documents/pdf-service.ts'
import { FormCode, type PageProblem } from '#contract/scan-findings.ts'
import { aSignedForm } from '#test/support/consent-pictures.ts'
import { oddFiles } from '#test/support/odd-files.ts'
import { aPdf } from '#test/support/scans.ts'

const inspector = createScanInspector({ authorities: [] })
afterAll(() => inspector.stop())

const at = new Date('2026-11-25T02:00:00Z')

test.each(oddFiles)('$what is refused as $code', async ({ make, code }) => {
  await expect(inspector.ask('inspect', { bytes: await make(), at })).rejects.toMatchObject({ code })
})

test('a file that takes too long ends its thread, and the next file is inspected all the same', async () => {
  const hasty = createScanInspector({ authorities: [], deadlineMs: 1 })
  await expect(hasty.ask('inspect', { bytes: aPdf(), at })).rejects.toMatchObject({ code: 'scan-oversized' })
  await hasty.stop()
  expect(await inspector.ask('inspect', { bytes: aPdf(), at })).toMatchObject({ pages: 1 })
})

const pages: { what: string; change: (picture: Sharp) => Sharp; problems: PageProblem[] }[] = [
  { what: 'a clean scan at 150 dpi', change: (picture) => picture, problems: [] },
  {
    what: 'a scan at 100 dpi, a little soft',
    change: (picture) => picture.resize({ width: 827 }).blur(0.6),
    problems: [],
  },
  { what: 'a page out of focus', change: (picture) => picture.blur(6), problems: ['blurred'] },
  { what: 'a page in the dark', change: (picture) => picture.linear(0.35, 0), problems: ['dark'] },
  { what: 'a page hardly darker than its paper', change: (picture) => picture.linear(0.12, 220), problems: ['faint'] },
  { what: 'a thumbnail', change: (picture) => picture.resize({ width: 420 }), problems: ['small'] },
  { what: 'an empty page', change: (picture) => picture.linear(0, 250), problems: ['blank'] },
]

test.each(pages)('$what is told as $problems', async ({ change, problems }) => {
  const bytes = await change(sharp(await aSignedForm(4)))
    .jpeg({ quality: 85 })
    .toBuffer()
  const { findings } = await inspector.ask('inspect', { bytes, at })
  expect(findings.poorPages[0]?.problems ?? []).toEqual(expect.arrayContaining(problems))
  if (problems.length === 0) expect(findings.poorPages).toEqual([])
})

test('the code on a printed form names it, also once the form was scanned crookedly', async () => {
  const code = FormCode.parse({ form: randomUUID(), page: 1, pages: 2 })
  const content = [{ qr: formCodeText(code), fit: 90 }]
  const pdf = await makePdf({ title: '授权书', content, foot: '', madeAt: at })
  expect(await inspector.ask('inspect', { bytes: pdf, at })).toMatchObject({ findings: { formCodes: [code] } })

  const drawn = await inspector.ask('preview', { bytes: pdf, isPdf: true, page: 1, size: 1600 })
  const scan = await sharp(drawn).rotate(93, { background: '#eee' }).jpeg({ quality: 60 }).toBuffer()
  expect(await inspector.ask('inspect', { bytes: scan, at })).toMatchObject({ findings: { formCodes: [code] } })
})
