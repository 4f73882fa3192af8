import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWitnessFiles } from '#main/audit/witness-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'witness-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const kept = { format: 1, note: 'a note', seenAt: '2026-11-25T02:00:00.000Z', distrust: null } as const

test('what was written is read again, and nothing unfinished is left', async () => {
  await openWitnessFiles(folder).write(kept)
  await openWitnessFiles(folder).write({ ...kept, note: 'a later note' })
  expect(openWitnessFiles(folder).read()).toEqual({ ...kept, note: 'a later note' })
  expect(readdirSync(folder)).toEqual(['log-witness.json'])
})

test.each(['', '{', '{"format":2}', JSON.stringify({ ...kept, more: 1 })])(
  'a file that holds %j is as good as none',
  (text) => {
    writeFileSync(join(folder, 'log-witness.json'), text)
    expect(openWitnessFiles(folder).read()).toBeUndefined()
  },
)

test('evidence lies in a file of its own that names its time', async () => {
  const path = await openWitnessFiles(folder).keepEvidence(new Date('2026-11-25T02:00:00Z'), { reason: 'forked' })
  expect(path).toBe(join(folder, 'evidence', 'log-2026-11-25T02-00-00-000Z.json'))
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ reason: 'forked' })
})
