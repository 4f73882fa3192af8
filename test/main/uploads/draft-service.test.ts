import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ConsentId } from '#contract/values.ts'
import { createDraftService } from '#main/uploads/draft-service.ts'
import { createScanSpool } from '#main/uploads/scan-spool.ts'
import { createSealedFolder } from '#main/uploads/sealed-folder.ts'

const root = mkdtempSync(join(tmpdir(), 'drafts-'))
afterAll(() => rmSync(root, { recursive: true }))

const content = Buffer.from('%PDF-1.7 canary-4711')
const values = {
  reference: 'LA-2026-000318',
  subject: { kind: 'personal' as const, name: '沈嘉禾', idType: '10', idNumber: '320506198603140210' },
  purposes: ['02' as const],
  signedOn: '2026-11-20',
}

/** The program as it starts: the same folder and the same keychain as before, nothing in memory. */
function start(folder: string, keys: Map<string, string>, employee = 'E10017', now = Date.UTC(2026, 10, 25)) {
  const vault = {
    read: async (account: string) => keys.get(account),
    write: async (account: string, secret: string) => void keys.set(account, secret),
  }
  const sealed = createSealedFolder(folder, vault)
  const spool = createScanSpool(sealed)
  return {
    sealed,
    spool,
    drafts: createDraftService({ folder: sealed, spool, employeeId: () => employee, clock: () => now }),
  }
}

async function aDraft() {
  const [folder, keys] = [mkdtempSync(join(root, 'pc-')), new Map<string, string>()]
  const { spool, drafts } = start(folder, keys)
  const [id, handle] = [ConsentId.parse(randomUUID()), randomUUID()]
  const about = {
    employeeId: 'E10017',
    fileName: '授权书.pdf',
    bytes: content.length,
    mediaType: 'application/pdf' as const,
  }
  await spool.put({ ...about, handle, sha256: '0'.repeat(64), uploadUrl: 'https://s.example/uploads/1' }, content)
  await drafts.save({ id, values, scans: [{ handle, quarterTurns: 1 }] })
  return { folder, keys, id, handle }
}

test('the next day a draft is there with its scans and where their upload goes on', async () => {
  const { folder, keys, id, handle } = await aDraft()
  const { drafts, spool } = start(folder, keys)
  await drafts.tidy()
  expect(await drafts.list()).toMatchObject([{ id, reference: 'LA-2026-000318', scans: 1 }])
  expect(await drafts.read(id)).toMatchObject({
    values,
    scans: [{ quarterTurns: 1, scan: { handle, fileName: '授权书.pdf' } }],
  })
  expect(await spool.contentOf(handle)).toEqual(content)
  expect(await spool.find(handle)).toMatchObject({ uploadUrl: 'https://s.example/uploads/1' })
})

test('nothing of a draft or a scan can be read on the disk', async () => {
  const { folder } = await aDraft()
  const disk = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
  for (const secret of ['canary-4711', '沈嘉禾', '320506198603140210', 'LA-2026-000318', '授权书'])
    expect(disk.includes(secret)).toBe(false)
})

test('another officer at the same PC neither sees nor opens nor discards it', async () => {
  const { folder, keys, id } = await aDraft()
  const { drafts } = start(folder, keys, 'E10023')
  expect(await drafts.list()).toEqual([])
  await expect(drafts.read(id)).rejects.toMatchObject({ code: 'not-found' })
  await drafts.discard(id)
  expect(await start(folder, keys).drafts.list()).toHaveLength(1)
})

test('with another key nothing opens, and nothing breaks', async () => {
  const { folder, id } = await aDraft()
  const { drafts } = start(folder, new Map([['spool-key', randomBytes(32).toString('base64')]]))
  expect(await drafts.list()).toEqual([])
  await expect(drafts.read(id)).rejects.toMatchObject({ code: 'not-found' })
})

test('a discarded draft takes its scans along, and after thirty days nobody comes back to it', async () => {
  const { folder, keys, id } = await aDraft()
  await start(folder, keys).drafts.discard(id)
  expect(readdirSync(folder)).toEqual([])
  const old = await aDraft()
  await start(old.folder, old.keys, 'E10017', Date.UTC(2026, 11, 26)).drafts.tidy()
  expect(readdirSync(old.folder)).toEqual([])
})

test('a scan that belongs to no draft does not stay', async () => {
  const { folder, keys } = await aDraft()
  const { spool, drafts } = start(folder, keys)
  const handle = randomUUID()
  const about = {
    employeeId: 'E10017',
    fileName: 'b.pdf',
    bytes: 3,
    mediaType: 'application/pdf' as const,
    sha256: '0'.repeat(64),
  }
  await spool.put({ ...about, handle }, content)
  await drafts.tidy()
  expect(await spool.find(handle)).toBeUndefined()
  expect(await drafts.list()).toHaveLength(1)
})

test('a sealed file put in the place of another does not open', async () => {
  const { folder, keys, handle } = await aDraft()
  const { sealed } = start(folder, keys)
  const other = randomUUID()
  await sealed.write(`${other}.scan`, Buffer.from('other'))
  const { renameSync } = await import('node:fs')
  renameSync(join(folder, `${other}.scan`), join(folder, `${handle}.scan`))
  expect(await sealed.read(`${handle}.scan`)).toBeUndefined()
})
