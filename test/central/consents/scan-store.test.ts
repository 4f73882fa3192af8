import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createS3ScanStore } from '#central/consents/s3-scan-store.ts'
import { createFolderScanStore, type ScanStore } from '#central/consents/scan-store.ts'

/** A server that speaks S3 and knows its access keys (it takes any secret); it has no types of its own. */
interface S3Server {
  run(): Promise<{ port: number }>
  close(): Promise<void>
}
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3Server

const key = randomBytes(32)
const account = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', region: 'us-east-1', bucket: 'scans' }
let root: string
let server: S3Server
let endpoint: string
const stores = new Map<string, ScanStore>()
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'scan-stores-'))
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(root, 's3'),
    configureBuckets: [{ name: account.bucket }],
  })
  endpoint = `http://127.0.0.1:${(await server.run()).port}`
  stores.set('folder', createFolderScanStore(join(root, 'folder'), key))
  stores.set('S3', createS3ScanStore({ ...account, endpoint }, key))
})
afterAll(async () => {
  await server.close()
  await rm(root, { recursive: true, force: true })
})

function storeOf(kind: string): ScanStore {
  const store = stores.get(kind)
  if (!store) throw new Error('There is no such store.')
  return store
}

const kinds = [{ kind: 'folder' }, { kind: 'S3' }]

test.each(kinds)('$kind: pieces of any size come back as the file they were', async ({ kind }) => {
  const id = randomUUID()
  const bytes = randomBytes(700_000)
  for (const [from, until] of [
    [0, 262_144],
    [262_144, 300_001],
    [300_001, 700_000],
  ] as const)
    await storeOf(kind).append(id, from, bytes.subarray(from, until))
  expect((await storeOf(kind).read(id, bytes.length)).equals(bytes)).toBe(true)
})

test.each(kinds)('$kind: a piece written twice is there once', async ({ kind }) => {
  const [id, bytes] = [randomUUID(), randomBytes(1000)]
  await storeOf(kind).append(id, 0, bytes.subarray(0, 400))
  await storeOf(kind).append(id, 0, bytes)
  expect((await storeOf(kind).read(id, 1000)).equals(bytes)).toBe(true)
})

test.each(kinds)('$kind: what was acknowledged and is not there is an error, not a shorter file', async ({ kind }) => {
  const id = randomUUID()
  await storeOf(kind).append(id, 0, randomBytes(1000))
  await expect(storeOf(kind).read(id, 2000)).rejects.toThrow()
  await expect(storeOf(kind).read(randomUUID(), 10)).rejects.toThrow()
})

test.each(kinds)('$kind: a removed scan is gone, and removing it again is no error', async ({ kind }) => {
  const id = randomUUID()
  await storeOf(kind).append(id, 0, randomBytes(1000))
  await storeOf(kind).remove(id)
  await storeOf(kind).remove(id)
  await expect(storeOf(kind).read(id, 1000)).rejects.toThrow()
})

test('in the S3 store lies nothing that can be read, and a piece in another place does not open', async () => {
  const [id, other] = [randomUUID(), randomUUID()]
  const store = storeOf('S3')
  await store.append(id, 0, Buffer.from('canary-4711'.repeat(50)))
  const files = readdirSync(join(root, 's3'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const disk = Buffer.concat(files.map(({ parentPath, name }) => readFileSync(join(parentPath, name))))
  expect(disk.length).toBeGreaterThan(500)
  expect(disk.includes('canary-4711')).toBe(false)

  const strange = createS3ScanStore({ ...account, endpoint }, randomBytes(32))
  await strange.append(other, 0, randomBytes(100))
  await expect(store.read(other, 100)).rejects.toThrow()
})

test('somebody unknown is refused by the store', async () => {
  const store = createS3ScanStore({ ...account, endpoint, accessKeyId: 'SOMEBODY' }, key)
  await expect(store.append(randomUUID(), 0, randomBytes(10))).rejects.toThrow(/403/)
})
