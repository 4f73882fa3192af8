import { randomUUID } from 'node:crypto'
import { BureauRequest } from '#central/bureau/bureau-adapter.ts'
import type { PersonalReport } from '#central/bureau/personal-report.ts'
import { type LifeStory, lifeStoryOf } from '#central/bureau/simulated/life-stories.ts'
import { personOf } from '#central/bureau/simulated/person.ts'
import { reportOfPerson } from '#central/bureau/simulated/report-of-person.ts'
import { anIdNumber } from '#test/support/id-numbers.ts'

const workingMorning = new Date('2026-11-24T02:00:00.000Z')

export function aBureauRequest(changes: Partial<BureauRequest> = {}): BureauRequest {
  return BureauRequest.parse({
    idempotencyKey: randomUUID(),
    subjectKind: 'person',
    subject: aSubject(anIdNumber()),
    purposeCode: '02',
    institution: { code: '330100', name: '杭州分行营业部' },
    at: workingMorning,
    ...changes,
  })
}

export function aSubject(idNumber: string): BureauRequest['subject'] {
  return { name: '张晓明', idType: '10', idNumber }
}

/** A report as the simulated bureau would give it, without its ledger. */
export function aReport(changes: Partial<BureauRequest> = {}): PersonalReport {
  return reportOfPerson({ request: aBureauRequest(changes), reportNumber: '2026112410000000000001', earlier: [] })
}

/** The ID number of somebody whose life went that way. */
export function anIdNumberOf(story: LifeStory): string {
  const numbers = Array.from({ length: 1000 }, (_, sequence) =>
    anIdNumber({ region: '330102', birthDate: '1982-04-17', sequence }),
  )
  const found = numbers.find((idNumber) => lifeStoryOf(personOf(aSubject(idNumber))) === story)
  if (found === undefined) throw new RangeError(`Nobody has the story ${story}.`)
  return found
}
