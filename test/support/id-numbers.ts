import * as fc from 'fast-check'
import { residentIdCheckCharacter } from '#contract/resident-id.ts'

export interface IdNumberParts {
  /** Six digits of GB/T 2260. */
  readonly region: string
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
  /** 0–999; odd for men. */
  readonly sequence: number
}

/** A valid resident identity number of a person who does not exist (GB 11643, check character by ISO 7064 MOD 11-2). */
export function anIdNumber({
  region = '110101',
  birthDate = '1988-06-15',
  sequence = 1,
}: Partial<IdNumberParts> = {}): string {
  const body = region + birthDate.replaceAll('-', '') + String(sequence).padStart(3, '0')
  return body + residentIdCheckCharacter(body)
}

/** Valid numbers of every province, born 1930–2015. */
export function idNumbers(): fc.Arbitrary<string> {
  const provinces =
    '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(' ')
  return fc
    .record({
      region: fc
        .tuple(fc.constantFrom(...provinces), fc.integer({ min: 101, max: 9999 }))
        .map(([province, rest]) => province + String(rest).padStart(4, '0')),
      birthDate: fc
        .date({ min: new Date('1930-01-01T00:00:00Z'), max: new Date('2015-12-31T00:00:00Z'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      sequence: fc.integer({ min: 0, max: 999 }),
    })
    .map(anIdNumber)
}
