import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, expect, test, vi } from 'vitest'
import { AppError } from '#contract/failure.ts'
import { ExportedTable } from '#contract/table-export.ts'
import { replaceFile } from '#main/storage/durable-file.ts'
import { createTableExports, fileNameOf } from '#main/tables/export-service.ts'
import { makeTableWorkbook } from '#main/tables/make-workbook.ts'

const table = ExportedTable.parse({
  table: 'users',
  title: '用户管理',
  head: ['姓名', '笔数'],
  rows: [
    ['周敏', 41],
    ['=cmd|calc', 2],
  ],
})
const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

async function anExport(answer: () => Promise<object> = async () => ({}), path: 'chosen' | 'cancelled' = 'chosen') {
  const folder = await mkdtemp(join(tmpdir(), 'cqw-export-'))
  folders.push(folder)
  const file = join(folder, 'users.xlsx')
  const call = vi.fn(answer)
  const exports = createTableExports({
    session: { call: call as never, token: () => 'token' },
    chooseFile: async () => (path === 'chosen' ? file : undefined),
    makeFile: makeTableWorkbook,
    writeFile: replaceFile,
  })
  return { exports, call, file }
}

const textOf = (file: Uint8Array) =>
  Object.values(unzipSync(file))
    .map((part) => new TextDecoder().decode(part))
    .join('\n')

test('the service is told rows and hash, no contents, and then the file is there', async () => {
  const { exports, call, file } = await anExport()
  expect(await exports.write(table)).toBe('users.xlsx')
  const [[, sent] = []] = call.mock.calls as unknown as [unknown, { body: object }][]
  expect(sent?.body).toEqual({ table: 'users', rows: 2, columns: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(textOf(await readFile(file))).toContain('周敏')
})

test('a cell that begins like a formula is a text', async () => {
  const { exports, file } = await anExport()
  await exports.write(table)
  const text = textOf(await readFile(file))
  expect(text).toContain('=cmd|calc')
  expect(text).not.toMatch(/<f>|<f /)
})

test('nothing is written when the service refuses or cannot be asked', async () => {
  const refused = new AppError('export-refused', 'No.')
  const { exports, file } = await anExport(() => Promise.reject(refused))
  await expect(exports.write(table)).rejects.toBe(refused)
  await expect(readFile(file)).rejects.toThrow(/ENOENT/)
})

test('who cancels is not asked about and exports nothing', async () => {
  const { exports, call } = await anExport(undefined, 'cancelled')
  expect(await exports.write(table)).toBeNull()
  expect(call).not.toHaveBeenCalled()
})

test('one export at a time', async () => {
  let answer: (value: object) => void = () => undefined
  const { exports, call } = await anExport(() => new Promise((resolve) => (answer = resolve)))
  const first = exports.write(table)
  await expect(exports.write(table)).rejects.toMatchObject({ code: 'conflict' })
  await vi.waitFor(() => expect(call).toHaveBeenCalled())
  answer({})
  expect(await first).toBe('users.xlsx')
})

test.each([
  ['用户管理', '用户管理'],
  ['../../etc/passwd', 'etc passwd'],
  ['a:b*c?"<>|', 'a b c'],
  ['...', 'table'],
])('the title %s names the file %s', (title, name) => {
  expect(fileNameOf(title)).toBe(name)
})
