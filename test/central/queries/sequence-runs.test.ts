import { expect, test } from 'vitest'
import { runsAfter } from '#central/queries/sequence-runs.ts'
import { residentIdCheckCharacter } from '#contract/resident-id.ts'
import type { Subject } from '#contract/subject.ts'

function person(name: string, order: string, birth = '19860314', region = '320506'): Subject {
  const body = `${region}${birth}${order}`
  return { name, idType: '10', idNumber: body + residentIdCheckCharacter(body) }
}
const before = { subject: person('李明', '021'), consecutiveIds: 4, alphabeticalNames: 4 }

test.each([
  { why: 'the next order number', subject: person('陈一', '022'), ids: 5, names: 1 },
  { why: 'a higher one of that day', subject: person('陈一', '150'), ids: 5, names: 1 },
  { why: 'a lower one', subject: person('陈一', '020'), ids: 1, names: 1 },
  { why: 'another day of birth', subject: person('陈一', '022', '19860315'), ids: 1, names: 1 },
  { why: 'another county', subject: person('陈一', '022', '19860314', '320507'), ids: 1, names: 1 },
  { why: 'a name later in pinyin', subject: person('王芳', '010'), ids: 1, names: 5 },
  { why: 'the same subject again', subject: before.subject, ids: 4, names: 4 },
  {
    why: 'a passport',
    subject: { name: '王芳', idType: '2', idNumber: 'E12345678' } as Subject,
    ids: 1,
    names: 5,
  },
])('after four in a row, $why makes $ids by ID number and $names by name', ({ subject, ids, names }) => {
  expect(runsAfter(before, subject)).toEqual({ consecutiveIds: ids, alphabeticalNames: names })
})

test('the first query of a day begins a run', () => {
  expect(runsAfter(undefined, before.subject)).toEqual({ consecutiveIds: 1, alphabeticalNames: 1 })
})
