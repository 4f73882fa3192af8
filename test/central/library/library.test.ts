import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readShippedEntries } from '#central/library/shipped-entries.ts'
import {
  getLibrary,
  getLibraryEntry,
  getLibraryReaders,
  postLibraryEntry,
  postLibraryReading,
  postLibraryRetirement,
  postShippedLibrary,
} from '#contract/http/library.ts'
import { getToDoCounts } from '#contract/http/to-do.ts'
import { NewLibraryEntry } from '#contract/library.ts'
import { anAttachment } from '#test/support/attachments.ts'
import { aStaffMember } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

type Person = Awaited<ReturnType<typeof aStaffMember>>

let service: TestService
let headOffice: Person
let outlet: Person
let officer: Person

beforeAll(async () => {
  service = await startTestService()
  headOffice = await aStaffMember(service, 'E40001')
  outlet = await aStaffMember(service, 'E20001')
  officer = await aStaffMember(service, 'E10017')
})
afterAll(() => service.stop())

function anEntry(changes: Partial<NewLibraryEntry> = {}): NewLibraryEntry {
  return NewLibraryEntry.parse({
    id: randomUUID(),
    replaces: null,
    category: 'bank-rule',
    title: '授权资料管理要求',
    source: '本行制度',
    body: '授权资料当天上传，原件按月归档。',
    audience: ['query-officer'],
    attachments: [],
    ...changes,
  })
}

const unread = async (person: Person) => (await person.call(getToDoCounts)).body.library
const rowSeenBy = async (person: Person, id: string) =>
  (await person.call(getLibrary)).body.find((entry) => entry.id === id)

test('an entry waits for whoever it is for until he says that he has read it; administrators see who has not', async () => {
  const { bytes: _, ...attachment } = await anAttachment(headOffice, '制度全文.pdf')
  const entry = anEntry({ attachments: [attachment] })
  expect((await headOffice.call(postLibraryEntry, { body: entry })).body).toMatchObject({ version: 1, isMine: false })
  expect((await headOffice.call(postLibraryEntry, { body: entry })).status).toBe(200)
  const { id } = entry
  expect(await unread(officer)).toBe(1)
  expect(await unread(outlet)).toBe(0)
  expect((await officer.call(getLibraryEntry, { params: { id } })).body).toMatchObject({
    standing: 'waiting',
    readers: null,
    attachments: [{ name: '制度全文.pdf' }],
  })
  expect((await rowSeenBy(outlet, id))?.readers).toEqual({ recipients: 2, confirmed: 0, late: 0 })

  for (let again = 0; again < 2; again += 1)
    expect((await officer.call(postLibraryReading, { params: { id } })).status).toBe(200)
  expect(await unread(officer)).toBe(0)
  expect((await rowSeenBy(outlet, id))?.readers).toEqual({ recipients: 2, confirmed: 1, late: 0 })
  const readers = await outlet.call(getLibraryReaders, { params: { id } })
  expect(readers.body.map(({ employeeId, standing }) => [employeeId, standing])).toEqual([
    ['E10017', 'confirmed'],
    ['E10023', 'waiting'],
  ])
  expect((await officer.call(getLibraryReaders, { params: { id } })).status).toBe(403)
  const entries = (await service.entries()).filter(({ object }) => object === id)
  expect(entries.map(({ kind }) => kind)).toEqual(['library.published', 'library.read'])
  expect(JSON.stringify(entries)).not.toContain('原件')
})

test('a new version is read anew, the old one is not any more, and only one new version can follow', async () => {
  const first = anEntry()
  await headOffice.call(postLibraryEntry, { body: first })
  await officer.call(postLibraryReading, { params: { id: first.id } })
  const before = await unread(officer)
  const second = anEntry({ replaces: first.id, body: '授权资料当天上传，原件每周归档。' })
  expect((await headOffice.call(postLibraryEntry, { body: second })).body).toMatchObject({
    version: 2,
    replaces: first.id,
  })
  expect(await unread(officer)).toBe((before ?? 0) + 1)
  expect((await rowSeenBy(officer, first.id))?.state).toBe('replaced')
  const stranger = await aStaffMember(service, 'E10023')
  expect((await stranger.call(postLibraryReading, { params: { id: first.id } })).status).toBe(409)
  expect((await headOffice.call(postLibraryEntry, { body: anEntry({ replaces: first.id }) })).status).toBe(409)
})

test('what nobody read in time is late, and what was retired waits for nobody', async () => {
  const entry = anEntry()
  await headOffice.call(postLibraryEntry, { body: entry })
  service.travelTo(new Date('2026-12-10T09:00:00+08:00'))
  const later = await aStaffMember(service, 'E20002')
  expect((await rowSeenBy(later, entry.id))?.readers).toEqual({ recipients: 2, confirmed: 0, late: 2 })
  const again = await aStaffMember(service, 'E10017')
  const before = (await unread(again)) ?? 0
  const chief = await aStaffMember(service, 'E40001')
  expect((await chief.call(postLibraryRetirement, { params: { id: entry.id } })).status).toBe(200)
  expect(await unread(again)).toBe(before - 1)
})

test('the texts that come with the product are published once, fit the contract, and hold nothing that looks like an ID number', async () => {
  const shipped = await readShippedEntries()
  const chief = await aStaffMember(service, 'E40002')
  expect((await chief.call(postShippedLibrary)).body).toEqual({ published: shipped.length })
  expect((await chief.call(postShippedLibrary)).body).toEqual({ published: 0 })
  expect(shipped.length).toBeGreaterThanOrEqual(5)
  expect(shipped.filter(({ body }) => /\d{15}/.test(body))).toEqual([])
  const outsider = await aStaffMember(service, 'E20004')
  expect((await outsider.call(postShippedLibrary)).status).toBe(403)
})
