import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BureauAdapter, BureauAnswer } from '#central/bureau/bureau-adapter.ts'
import { createSimulatedBureau } from '#central/bureau/simulated/simulated-bureau.ts'
import { aBureauRequest, aSubject } from '#test/support/bureau-requests.ts'
import { anIdNumber } from '#test/support/id-numbers.ts'

const queriesOf = ({ report }: BureauAnswer) => (report.subjectKind === 'person' ? report.queries : [])

let folder: string
let ledgerFile: string
let opened: BureauAdapter[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bureau-'))
  ledgerFile = join(folder, 'ledger.jsonl')
  opened = []
})

afterEach(async () => {
  for (const bureau of opened) await bureau.close()
  await rm(folder, { recursive: true })
})

/** Opens the bureau on the folder as it is, as a process started after a crash would. */
async function openBureau(): Promise<BureauAdapter> {
  const bureau = await createSimulatedBureau({ ledgerFile })
  opened.push(bureau)
  return bureau
}

async function ledgerLines(): Promise<string[]> {
  return (await readFile(ledgerFile, 'utf8')).split('\n').slice(0, -1)
}

test('a key asked again gives the same answer and one ledger line', async () => {
  const bureau = await openBureau()
  const request = aBureauRequest()

  const first = await bureau.ask(request)
  const second = await bureau.ask({ ...request, at: new Date('2026-11-25T02:00:00Z') })

  expect(second).toEqual(first)
  expect(await ledgerLines()).toHaveLength(1)
})

test('a key asked many times at once makes one ledger line', async () => {
  const bureau = await openBureau()
  const request = aBureauRequest()

  const answers = await Promise.all(Array.from({ length: 20 }, () => bureau.ask(request)))

  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await ledgerLines()).toHaveLength(1)
})

test('after a restart the same key gives the same answer without a second line', async () => {
  const request = aBureauRequest()
  const before = await (await openBureau()).ask(request)

  const bureau = await openBureau()

  expect(await bureau.lookUp(request)).toEqual(before)
  expect(await bureau.ask(request)).toEqual(before)
  expect(await ledgerLines()).toHaveLength(1)
})

test('looking up a key never asked finds nothing and costs nothing', async () => {
  const bureau = await openBureau()
  expect(await bureau.lookUp(aBureauRequest())).toBeUndefined()
  expect(await ledgerLines()).toEqual([])
})

test('a torn last line was never charged and is cut off', async () => {
  const [kept, torn] = [aBureauRequest(), aBureauRequest()]
  const before = await openBureau()
  await before.ask(kept)
  await before.ask(torn)
  const whole = await readFile(ledgerFile)
  await writeFile(ledgerFile, whole.subarray(0, whole.length - 30))

  const bureau = await openBureau()

  expect(await ledgerLines()).toHaveLength(1)
  expect(await bureau.lookUp(torn)).toBeUndefined()
  await bureau.ask(torn)
  const lines = await ledgerLines()
  expect(lines.map((line) => JSON.parse(line).idempotencyKey)).toEqual([kept.idempotencyKey, torn.idempotencyKey])
})

test('a line damaged in the middle stops the bureau from opening', async () => {
  await (await openBureau()).ask(aBureauRequest())
  await appendFile(ledgerFile, 'not a line\n')
  await expect(createSimulatedBureau({ ledgerFile })).rejects.toThrow()
})

test('an answer without its ledger line was never charged', async () => {
  const request = aBureauRequest()
  await (await openBureau()).ask(request)
  await writeFile(ledgerFile, '')

  const bureau = await openBureau()

  expect(await bureau.lookUp(request)).toBeUndefined()
  await bureau.ask(request)
  expect(await ledgerLines()).toHaveLength(1)
})

test('each query is seen in the next report of that subject, across restarts, and in no other', async () => {
  const subject = aSubject(anIdNumber({ sequence: 7 }))
  const others = aSubject(anIdNumber({ sequence: 8 }))
  const at = (hour: number) => new Date(`2026-11-24T0${hour}:00:00Z`)
  const mine = (answer: BureauAnswer) =>
    queriesOf(answer)
      .filter(({ institution }) => institution === '杭州分行营业部')
      .map(({ reason }) => reason)

  const before = await openBureau()
  expect(mine(await before.ask(aBureauRequest({ subject, purposeCode: '02', at: at(1) })))).toEqual(['02'])
  expect(mine(await before.ask(aBureauRequest({ subject, purposeCode: '03', at: at(2) })))).toEqual(['03', '02'])

  const bureau = await openBureau()
  expect(mine(await bureau.ask(aBureauRequest({ subject: others, at: at(3) })))).toEqual(['02'])
  expect(mine(await bureau.ask(aBureauRequest({ subject, purposeCode: '08', at: at(4) })))).toEqual(['08', '03', '02'])
})

test('two queries asked at once both count, one after the other', async () => {
  const bureau = await openBureau()
  const subject = aSubject(anIdNumber({ sequence: 9 }))
  const answers = await Promise.all([1, 2, 3].map(() => bureau.ask(aBureauRequest({ subject }))))
  const own = answers.map(
    (answer) => queriesOf(answer).filter(({ institution }) => institution === '杭州分行营业部').length,
  )
  expect(own).toEqual([1, 2, 3])
  expect(new Set(answers.map(({ reportNumber }) => reportNumber)).size).toBe(3)
})

test('a key of another subject or purpose is refused', async () => {
  const bureau = await openBureau()
  const request = aBureauRequest()
  await bureau.ask(request)
  await expect(bureau.ask({ ...request, subject: aSubject(anIdNumber({ sequence: 3 })) })).rejects.toMatchObject({
    code: 'conflict',
  })
  await expect(bureau.ask({ ...request, purposeCode: '03' })).rejects.toMatchObject({ code: 'conflict' })
  expect(await ledgerLines()).toHaveLength(1)
})

test('the ledger names nobody, and all files are for their owner only', async () => {
  const bureau = await openBureau()
  const request = aBureauRequest()
  await bureau.ask(request)

  const text = await readFile(ledgerFile, 'utf8')
  expect(text).not.toContain(request.subject.name)
  expect(text).not.toContain(request.subject.idNumber)
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  expect(files.map(({ name }) => name).toSorted()).toEqual(
    [`${request.idempotencyKey}.json`, 'ledger.jsonl', 'subject-key'].toSorted(),
  )
  for (const { parentPath, name } of files) expect((await stat(join(parentPath, name))).mode & 0o777).toBe(0o600)
})

test.each([
  { why: 'a reason outside the table', changes: { purposeCode: '77' } },
  { why: 'the reason of looking at oneself', changes: { purposeCode: 'self' } },
  { why: 'a key that is no uuid', changes: { idempotencyKey: '../answers' } },
  {
    why: 'a wrong check digit',
    changes: { subject: { name: '张晓明', idType: '10' as const, idNumber: '110101198806150018' } },
  },
])('$why is refused and not charged', async ({ changes }) => {
  const bureau = await openBureau()
  await expect(bureau.ask({ ...aBureauRequest(), ...changes })).rejects.toMatchObject({ code: 'invalid-input' })
  expect(await ledgerLines()).toEqual([])
})

test('a closed bureau cannot be asked', async () => {
  const bureau = await openBureau()
  await bureau.close()
  await expect(bureau.ask(aBureauRequest())).rejects.toMatchObject({ code: 'bureau-unavailable' })
})

test('a process killed before its answer arrived has charged once, and the answer is there afterwards', async () => {
  const request = aBureauRequest()
  const script = `
    const { createSimulatedBureau } = await import('#central/bureau/simulated/simulated-bureau.ts')
    const [ledgerFile, request] = process.argv.slice(1)
    const bureau = await createSimulatedBureau({ ledgerFile, delayMs: 60_000 })
    await bureau.ask({ ...JSON.parse(request), at: new Date(JSON.parse(request).at) })`
  const asking = spawn(process.execPath, ['--input-type=module', '--eval', script, ledgerFile, JSON.stringify(request)])
  await expect.poll(() => ledgerLines().catch(() => []), { timeout: 10_000 }).toHaveLength(1)
  asking.kill('SIGKILL')
  await once(asking, 'exit')

  const bureau = await openBureau()

  const found = await bureau.lookUp(request)
  expect(found?.report.header.subject).toEqual(request.subject)
  expect(await bureau.ask(request)).toEqual(found)
  expect(await ledgerLines()).toHaveLength(1)
}, 20_000)
