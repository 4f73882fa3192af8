import { generateKeyPairSync } from 'node:crypto'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkFiles } from '#main/guard/check-files.ts'
import { findAltered } from '#main/guard/hash-files.ts'
import { lookAtFiles, manifestFile, signatureFile } from '#main/guard/shipped-files.ts'
import { signFiles } from '#scripts/package/sign-files.mjs'

const shipped = [
  'credit-query-workstation',
  'snapshot_blob.bin',
  'locales/zh-CN.pak',
  'resources/app.asar',
  'resources/app.asar.unpacked/node_modules/keytar/build/Release/keytar.node',
]
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')

let root: string
let buildId: string
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'shipped-'))
  for (const path of shipped) write(path, `content of ${path}`)
  buildId = await signFiles(root, { kind: 'release', version: '1.0.0', electron: '45.4.1', privateKey })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

function flipOneByte(path: string): void {
  const content = readFileSync(join(root, path))
  content[3] = (content[3] ?? 0) ^ 1
  writeFileSync(join(root, path), content)
}

/** Both halves of the check, without a thread. */
function problems(): readonly string[] {
  const look = lookAtFiles(root, key)
  if ('refusal' in look) return look.refusal.names
  return findAltered({ root, files: look.unchecked }).map(({ path }) => `altered:${path}`)
}

test('a package as it was signed is let pass, under the id that was printed at its build', () => {
  expect(problems()).toEqual([])
  expect(lookAtFiles(root, key)).toMatchObject({ buildId, isRelease: true })
  expect(buildId).toMatch(/^release-[0-9a-f]{64}$/)
})

test.each(shipped)('one flipped byte of %s is found, and the file named', (path) => {
  flipOneByte(path)
  expect(problems()).toEqual([`altered:${path}`])
})

test.each(shipped)('a missing %s is found', (path) => {
  rmSync(join(root, path))
  expect(problems()).toEqual([`missing:${path}`])
})

test.each(['resources/app/index.js', 'resources/default_app.asar', 'libevil.so', 'locales/.hidden'])(
  'an extra %s is found',
  (path) => {
    write(path, 'evil')
    expect(problems()).toEqual([`extra:${path}`])
  },
)

test('a link in place of a folder is an extra file', () => {
  symlinkSync('/tmp', join(root, 'elsewhere'))
  expect(problems()).toEqual(['extra:elsewhere'])
})

test.each([
  { why: 'no list', break: () => rmSync(join(root, manifestFile)), name: `missing:${manifestFile}` },
  { why: 'no signature', break: () => rmSync(join(root, signatureFile)), name: `missing:${signatureFile}` },
  {
    why: 'a changed list',
    break: () => appendFileSync(join(root, manifestFile), ' '),
    name: `unsigned:${manifestFile}`,
  },
  { why: 'nonsense as signature', break: () => write(signatureFile, 'AAAA'), name: `unsigned:${manifestFile}` },
])('$why is refused', ({ break: breakIt, name }) => {
  breakIt()
  expect(problems()).toEqual([name])
})

test('a list signed by somebody else is refused', async () => {
  flipOneByte('resources/app.asar')
  const other = generateKeyPairSync('ed25519').privateKey
  await signFiles(root, { kind: 'release', version: '1.0.0', electron: '45.4.1', privateKey: other })
  expect(problems()).toEqual([`unsigned:${manifestFile}`])
})

test('a program without a key believes no list', () => {
  expect(lookAtFiles(root, '')).toMatchObject({ refusal: { kind: 'files' } })
})

test('the thread that should hash the rest and cannot start is a refusal, not a pass', async () => {
  const check = checkFiles({ root, bundle: resolve('no-such-folder'), key })
  expect(check).toHaveProperty('rest')
  if ('rest' in check) expect(await check.rest).toEqual({ kind: 'files', names: ['unchecked'] })
})
