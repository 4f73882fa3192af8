import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Decrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleOf, collected, streamOf } from '#test/support/bundles.ts'
import { createMemoryLog } from '#test/support/memory-log.ts'
import { openSealed, sealTo } from '#verifier/age-file.ts'
import { formatNotes } from '#verifier/bundle-format.ts'
import { type Member, packEnd, packMember } from '#verifier/tar-file.ts'

const log = createMemoryLog()
let folder: string
let identity: string
let members: Member[]

function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['central/cli/cqw.ts', 'audit', 'verify', ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
  })
}

const path = (name: string) => join(folder, name)
const verify = (bundle: string, ...more: string[]) =>
  run(path(bundle), '--identity', path('auditor.key'), '--trust', path('log.keys'), ...more)

async function sealed(files: readonly Member[], recipient: string): Promise<Buffer> {
  const packed = Buffer.concat([...files.flatMap(packMember), packEnd()])
  return collected(await sealTo(recipient, streamOf([packed])))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cqw-audit-'))
  identity = await generateX25519Identity()
  for (let index = 0; index < 300; index += 1) log.append(new Date(Date.UTC(2026, 10, 25, 2, 0, index)))
  log.publish(new Date())
  members = await bundleOf(log, { withTables: true })
  const bytes = await sealed(members, await identityToRecipient(identity))
  await writeFile(path('auditor.key'), `# created: 2026-11-24\n# public key: age1…\n${identity}\n`)
  await writeFile(path('log.keys'), `# the log\n${log.trust}\n`)
  await writeFile(path('good.age'), bytes)
  await writeFile(path('good.age.001'), bytes.subarray(0, 70_000))
  await writeFile(path('good.age.002'), bytes.subarray(70_000, 140_001))
  await writeFile(path('good.age.003'), bytes.subarray(140_001))
  await writeFile(path('cut.age'), bytes.subarray(0, 100_000))
  await writeFile(path('changed.age'), bytes.with(100_000, (bytes[100_000] ?? 0) ^ 1))
  const entries = members.find(({ name }) => name.startsWith('entries/'))
  const edited = Buffer.from(entries?.bytes ?? [])
    .toString()
    .replace(/("id":"[^"]*")/, (id) => id.replace('"id":"', '"id":"0'))
  const wrong = members.map((member) => (member === entries ? { ...member, bytes: Buffer.from(edited) } : member))
  await writeFile(path('wrong.age'), await sealed(wrong, await identityToRecipient(identity)))
  await writeFile(path('seen.txt'), formatNotes(log.checkpoints.slice(0, 1).map(({ note }) => note)))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a good bundle is good, whole or in parts, also beside a checkpoint kept elsewhere', async () => {
  const good = /^GOOD: cqw\.example\/log, entries 0 to 299; 300 places, 300 with their bytes, 0 pruned; export 0{8}-/
  expect(await verify('good.age')).toEqual({ code: 0, stdout: expect.stringMatching(good), stderr: '' })
  expect(await verify('good.age.001', '--seen', path('seen.txt'))).toEqual({
    code: 0,
    stdout: expect.stringMatching(good),
    stderr: '',
  })
})

test('a bundle with an edited entry is bad: exit code 1 and the entry named', async () => {
  const { code, stdout, stderr } = await verify('wrong.age')
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(/^BAD: .*first bad entry: 0\n$/) })
  expect(stderr).toContain('entry 0: its bytes were changed')
})

test.each([
  { what: 'cut off', bundle: 'cut.age', reason: /cut\.age: The file was changed or cut off at or after byte \d+/ },
  { what: 'changed by a bit', bundle: 'changed.age', reason: /changed or cut off at or after byte \d+/ },
  { what: 'no age file', bundle: 'log.keys', reason: /This is not an age file/ },
  { what: 'not there', bundle: 'nothing.age', reason: /There is no file/ },
])('a file that is $what ends with exit code 2 and the place', async ({ bundle, reason }) => {
  const { code, stdout, stderr } = await verify(bundle)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(reason)
})

test('a key file without key, a trust file without key, another’s key: exit code 2', async () => {
  await writeFile(path('other.key'), await generateX25519Identity())
  await writeFile(path('bad.keys'), `${log.trust.replace('+', '-')}\n`)
  const with_ = (key: string, trust: string) => run(path('good.age'), '--identity', path(key), '--trust', path(trust))
  expect((await with_('log.keys', 'log.keys')).stderr).toContain('holds no age key')
  expect((await with_('auditor.key', 'bad.keys')).stderr).toContain('Line 1 is no verifier key')
  expect((await with_('other.key', 'log.keys')).stderr).toContain('The header cannot be opened')
  expect((await with_('other.key', 'log.keys')).code).toBe(2)
  expect((await run(path('good.age'))).code).toBe(2)
})

test.each([
  { kind: 'X25519', make: generateX25519Identity },
  { kind: 'post-quantum', make: generateHybridIdentity },
])('what the library sealed to a $kind key our reader opens, and the other way the library does', async ({ make }) => {
  const own = await make()
  const recipient = await identityToRecipient(own)
  for (const length of [0, 1, 65_535, 65_536, 65_537, 200_000]) {
    const plain = Buffer.alloc(length, 'x')
    const file = await collected(await sealTo(recipient, streamOf([plain])))
    const pieces: Buffer[] = []
    for await (const piece of openSealed(streamOf([file.subarray(0, 50), file.subarray(50)]), own)) pieces.push(piece)
    expect(Buffer.concat(pieces).equals(plain)).toBe(true)
    const decrypter = new Decrypter()
    decrypter.addIdentity(own)
    expect(Buffer.from(await decrypter.decrypt(file)).equals(plain)).toBe(true)
  }
})

test('the file on the disk tells nothing of what is in it', async () => {
  const bytes = await readFile(path('good.age'))
  for (const text of ['E10017', 'bundle.json', 'ustar', log.identity.origin]) expect(bytes.includes(text)).toBe(false)
})
