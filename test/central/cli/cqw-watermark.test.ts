import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layOutPersonalReport } from '#central/reports/layout/personal-report-layout.ts'
import { aReport } from '#test/support/bureau-requests.ts'
import { cqw } from '#test/support/cqw.ts'
import { jpeg, photographed } from '#test/support/distortions.ts'
import { pagePicture } from '#test/support/page-picture.ts'

const folder = mkdtempSync(join(tmpdir(), 'cqw-watermark-'))
const file = (name: string) => join(folder, name)
let corners: string
beforeAll(async () => {
  const [page] = layOutPersonalReport(aReport())
  if (!page) throw new Error('The report has no page.')
  const marked = await pagePicture(page, { viewId: 0x0000beef })
  const photograph = await photographed(marked, 1)
  corners = photograph.corners.map(({ x, y }) => `${x},${y}`).join(';')
  writeFileSync(file('marked.png'), marked)
  writeFileSync(file('marked.jpg'), await jpeg(40)(marked))
  writeFileSync(file('photograph.png'), photograph.picture)
  writeFileSync(file('plain.png'), await pagePicture(page))
  writeFileSync(file('text.png'), 'no picture')
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each(['marked.png', 'marked.jpg'])('%s prints the view id alone', async (name) => {
  expect(await cqw('watermark', 'read', file(name))).toMatchObject({ code: 0, stdout: '0000beef\n' })
})

test('a photograph with its corners prints the view id', async () => {
  expect(await cqw('watermark', 'read', file('photograph.png'), '--corners', corners)).toMatchObject({
    code: 0,
    stdout: '0000beef\n',
  })
})

test('an unmarked picture ends with exit code 1, printing nothing as a result', async () => {
  expect(await cqw('watermark', 'read', file('plain.png'))).toMatchObject({ code: 1, stdout: '' })
})

test.each([
  { why: 'no such file', args: [file('none.png')] },
  { why: 'no picture', args: [file('text.png')] },
  { why: 'three corners', args: [file('marked.png'), '--corners', '1,1;900,1;900,900'] },
  { why: 'corners on one line', args: [file('marked.png'), '--corners', '1,1;200,1;400,1;600,1'] },
])('$why ends with exit code 2 and a reason', async ({ args }) => {
  const { code, stdout, stderr } = await cqw('watermark', 'read', ...args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).not.toBe('')
})
