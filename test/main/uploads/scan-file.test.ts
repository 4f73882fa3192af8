import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { maxScanBytes } from '#contract/consent.ts'
import { inspectFile, readScan } from '#main/uploads/scan-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'scans-'))
afterAll(() => rmSync(folder, { recursive: true }))

function aFile(name: string, bytes: Uint8Array | string, sizeBytes?: number): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  if (sizeBytes !== undefined) truncateSync(path, sizeBytes)
  return path
}

const png = Buffer.from('89504e470d0a1a0a0000', 'hex')

test.each([
  ['a PDF', aFile('form.pdf', '%PDF-1.7\n'), { mediaType: 'application/pdf', refusal: null }],
  ['a picture under another name', aFile('form.txt', png), { mediaType: 'image/png', refusal: null }],
  ['a program under a PDF’s name', aFile('virus.pdf', 'MZ…'), { mediaType: null, refusal: 'unknown-kind' }],
  ['an empty file', aFile('empty.pdf', ''), { bytes: 0, refusal: 'empty' }],
  ['the largest file', aFile('large.pdf', '%PDF-1.7', maxScanBytes), { bytes: maxScanBytes, refusal: null }],
  ['one byte more', aFile('huge.pdf', '%PDF-1.7', maxScanBytes + 1), { refusal: 'too-large' }],
  ['a missing file', join(folder, 'none.pdf'), { fileName: 'none.pdf', refusal: 'unreadable' }],
  ['a folder', folder, { refusal: 'unreadable' }],
])('%s is seen as what it is', async (_what, path, expected) => {
  expect(await inspectFile(path)).toMatchObject(expected)
})

test('only the name leaves the path', async () => {
  mkdirSync(join(folder, '客户张三'), { recursive: true })
  const seen = await inspectFile(aFile('客户张三/授权书.png', png))
  expect(seen.fileName).toBe('授权书.png')
  expect(JSON.stringify(seen)).not.toContain('客户张三')
})

test('the hash is of the bytes that were read', async () => {
  const { bytes, sha256 } = await readScan(aFile('read.png', png))
  expect(bytes).toEqual(png)
  expect(sha256).toBe(createHash('sha256').update(png).digest('hex'))
})

test.each([
  ['has grown since it was chosen', aFile('grown.pdf', '%PDF-1.7', maxScanBytes + 1), 'too-large'],
  ['has been replaced since', aFile('replaced.pdf', 'MZ'), 'scan-unreadable'],
  ['is gone', join(folder, 'none.pdf'), 'scan-unreadable'],
])('a file that %s is refused', async (_what, path, code) => {
  await expect(readScan(path)).rejects.toMatchObject({ code })
})
