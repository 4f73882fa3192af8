import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyIntegrity } from '#scripts/setup/npm-tarball.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tarball-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function aFile(content: Uint8Array): string {
  const file = join(folder, 'package.tgz')
  writeFileSync(file, content)
  return file
}

const content = Buffer.from('what the package contains')
const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`

test('a tarball with the expected hash is accepted', async () => {
  await expect(verifyIntegrity(aFile(content), integrity)).resolves.toBeUndefined()
})

test('a tarball of which one bit has changed is refused', async () => {
  const changed = Buffer.from(content)
  changed[0] = (changed[0] ?? 0) ^ 1
  await expect(verifyIntegrity(aFile(changed), integrity)).rejects.toThrow('is not what was expected')
})

test.each([
  { why: 'a weaker hash', wrong: `sha1-${createHash('sha1').update(content).digest('base64')}` },
  { why: 'no hash at all', wrong: '' },
  { why: 'a shortened hash', wrong: integrity.slice(0, -10) },
  { why: 'several hashes', wrong: `${integrity} ${integrity}` },
])('$why is not an integrity to check by', async ({ wrong }) => {
  await expect(verifyIntegrity(aFile(content), wrong)).rejects.toThrow('Not a SHA-512 integrity')
})
