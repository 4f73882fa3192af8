import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { AppError } from '#contract/failure.ts'
import { ConsentId, UploadId } from '#contract/values.ts'
import type { SessionService } from '#main/session/session-service.ts'
import { createConsentService, type RegistrationForm } from '#main/uploads/consent-service.ts'
import { createScanSpool } from '#main/uploads/scan-spool.ts'
import type { ScanUpload } from '#main/uploads/upload-scan.ts'
import { aMemoryFolder } from '#test/support/memory-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'consents-'))
afterAll(() => rmSync(folder, { recursive: true }))
const paths = ['one.pdf', 'two.pdf'].map((name) => join(folder, name))
for (const path of paths) writeFileSync(path, `%PDF-1.7 ${path}`)

type Upload = (scan: Omit<ScanUpload, 'httpStack'>, token: string) => Promise<UploadId>

function setUp(upload: Upload = async () => UploadId.parse(randomUUID())) {
  const announced: { handle: string; state: string; sentBytes: number }[] = []
  let now = 0
  const session = {
    token: () => 'a-token',
    current: vi.fn(() => ({ user: { employeeId: 'E10017' } })),
    call: vi.fn(async () => ({ id: 'registered' })),
    noticeFailure: vi.fn(),
  }
  const sending = vi.fn(upload)
  const consents = createConsentService({
    session: session as unknown as SessionService,
    serviceUrl: 'https://service.example',
    spool: createScanSpool(aMemoryFolder()),
    chooseFiles: async () => paths,
    upload: sending,
    announce: (progress) => void announced.push(progress),
    newHandle: randomUUID,
    clock: () => now,
  })
  return {
    consents,
    session,
    sending,
    announced,
    pass: (ms: number) => {
      now += ms
    },
  }
}

function aForm(handles: readonly string[]): RegistrationForm {
  return {
    id: ConsentId.parse(randomUUID()),
    subject: { name: '张晓明', idType: '10', idNumber: '110101199003070070' },
    purposes: ['02'],
    signedOn: '2026-11-20',
    businessReference: 'SQ2026-000123',
    handles,
    quarterTurns: {},
  }
}

test('the window gets handles and names, never paths', async () => {
  const chosen = await setUp().consents.choose('consent')
  expect(chosen.map(({ fileName }) => fileName)).toEqual(['one.pdf', 'two.pdf'])
  expect(JSON.stringify(chosen)).not.toContain(folder)
})

test('files are sent in the order of the handles, then the statement that names them', async () => {
  const { consents, session, sending } = setUp()
  const [one, two] = (await consents.choose('consent')).map(({ handle }) => handle)
  await consents.register(aForm([two ?? '', one ?? '']))
  expect(sending.mock.calls.map(([{ bytes }]) => bytes.toString())).toEqual([
    `%PDF-1.7 ${paths[1]}`,
    `%PDF-1.7 ${paths[0]}`,
  ])
  expect(session.call).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ url: '/consents' }), {
    body: expect.objectContaining({ scans: [expect.anything(), expect.anything()], signedOn: '2026-11-20' }),
  })
})

test('an unknown handle is refused before anything is sent', async () => {
  const { consents, sending } = setUp()
  await expect(consents.register(aForm([randomUUID()]))).rejects.toMatchObject({ code: 'not-found' })
  expect(sending).not.toHaveBeenCalled()
})

test('a handle is of no use to the next officer at this PC', async () => {
  const { consents, session } = setUp()
  const [{ handle } = { handle: '' }] = await consents.choose('consent')
  session.current.mockReturnValue({ user: { employeeId: 'E10023' } })
  await expect(consents.register(aForm([handle]))).rejects.toMatchObject({ code: 'not-found' })
})

test('progress is announced ten times a second at most, the end always', async () => {
  const { consents, announced, pass } = setUp(async ({ onProgress, bytes }) => {
    for (let sent = 0; sent < 30; sent++) {
      onProgress(sent, bytes.length)
      pass(50)
    }
    return UploadId.parse(randomUUID())
  })
  const [{ handle } = { handle: '' }] = await consents.choose('consent')
  await consents.register(aForm([handle]))
  expect(announced.filter(({ state }) => state === 'sending')).toHaveLength(15)
  expect(announced.at(-1)).toMatchObject({ handle, state: 'done' })
})

test('a failed upload is announced, told to the session, and resumed at the next try', async () => {
  let count = 0
  const { consents, session, sending, announced } = setUp(async ({ onUrl }) => {
    onUrl('https://service.example/uploads/1')
    count += 1
    if (count === 1) throw new AppError('offline', 'No line.')
    return UploadId.parse(randomUUID())
  })
  const [{ handle } = { handle: '' }] = await consents.choose('consent')
  const form = aForm([handle])
  await expect(consents.register(form)).rejects.toMatchObject({ code: 'offline' })
  expect(announced.at(-1)).toMatchObject({ state: 'failed', failure: { code: 'offline' } })
  expect(session.noticeFailure).toHaveBeenCalledOnce()
  await consents.register(form)
  expect(sending.mock.calls.map(([{ resumeUrl }]) => resumeUrl)).toEqual([
    undefined,
    'https://service.example/uploads/1',
  ])
})

test('after a refused statement the files are not sent again', async () => {
  const { consents, session, sending } = setUp()
  const [{ handle } = { handle: '' }] = await consents.choose('consent')
  session.call.mockRejectedValueOnce(new AppError('invalid-input', 'Refused.'))
  await expect(consents.register(aForm([handle]))).rejects.toMatchObject({ code: 'invalid-input' })
  await consents.register(aForm([handle]))
  expect(sending).toHaveBeenCalledOnce()
})

test('a file dropped part by part is one scan, and a gap is refused', async () => {
  const { consents } = setUp()
  const content = Buffer.from(`%PDF-1.7 ${'x'.repeat(100)}`)
  const about = { id: randomUUID(), fileName: '授权书.pdf', bytes: content.length }
  expect(await consents.drop({ ...about, offset: 0, part: content.subarray(0, 60) })).toBeNull()
  await expect(consents.drop({ ...about, offset: 70, part: content.subarray(70) })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  const scan = await consents.drop({ ...about, offset: 60, part: content.subarray(60) })
  expect(scan).toMatchObject({ fileName: '授权书.pdf', mediaType: 'application/pdf', refusal: null })
})

test('two who ask for the same scan at once send it once', async () => {
  const { consents, sending } = setUp()
  const [{ handle } = { handle: '' }] = await consents.choose('consent')
  await Promise.all([consents.send(handle), consents.send(handle)])
  expect(sending).toHaveBeenCalledOnce()
})
