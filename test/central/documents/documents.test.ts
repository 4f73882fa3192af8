import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { makePdf, pdfTable } from '#central/documents/pdf-service.ts'
import { makeWorkbook } from '#central/documents/workbook-service.ts'

const letter = {
  title: '异议答复函',
  subtitle: '示范银行 二〇二六年',
  content: [{ text: '您提出的异议已经核查完毕。' }, pdfTable(['项目', '结果'], [['查询', '属实']])],
  foot: '第一支行',
  madeAt: new Date('2026-03-02T02:00:00Z'),
}

async function textsOf(pdf: Buffer): Promise<string[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const { items } = await (await document.getPage(1)).getTextContent()
  return items.flatMap((item) => ('str' in item && item.str.trim() ? [item.str] : []))
}

test('a PDF holds its Chinese title, text, table and foot as text', async () => {
  const texts = (await textsOf(await makePdf(letter))).join('|')
  for (const text of ['异议答复函', '您提出的异议已经核查完毕。', '项目', '属实', '第一支行', '1 / 1'])
    expect(texts).toContain(text)
})

test('a long table repeats its head on every page', async () => {
  const rows = Array.from({ length: 80 }, (_, index) => [`甲${index}`, '乙'])
  const pdf = await makePdf({ ...letter, content: [pdfTable(['名称', '内容'], rows)] })
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  expect(document.numPages).toBeGreaterThan(1)
  const { items } = await (await document.getPage(2)).getTextContent()
  expect(items.map((item) => ('str' in item ? item.str : '')).join('')).toContain('名称')
})

test('a PDF fetches nothing: an image by address is refused', async () => {
  await expect(makePdf({ ...letter, content: [{ image: 'https://example.org/a.png' }] })).rejects.toThrow()
})

test('a workbook keeps a text that looks like a formula as a text', async () => {
  const { unzipSync, strFromU8 } = await import('fflate')
  const files = unzipSync(
    new Uint8Array(await makeWorkbook([{ name: '用户', head: ['工号'], rows: [['=1+1'], [7], [null]] }])),
  )
  const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] as Uint8Array)
  expect(sheet).not.toContain('<f>')
  expect(
    Object.values(files)
      .map((file) => strFromU8(file))
      .join(''),
  ).toContain('=1+1')
})
