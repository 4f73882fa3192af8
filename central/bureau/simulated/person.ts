import { type PersonalSubject, residentIdType } from '#contract/subject.ts'
import type { Day } from '#contract/values.ts'
import { type Region, regionOf } from './places.ts'
import { drawsOf } from './seeded-draws.ts'

/** What the ID number itself says about its holder. */
export interface Person {
  readonly name: string
  readonly idType: PersonalSubject['idType']
  readonly idNumber: string
  readonly birthDate: Day
  /** Code table "sexes": 1 male, 2 female. */
  readonly sex: '1' | '2'
  readonly region: Region
  /** Stands for the ID wherever choices are drawn. */
  readonly seed: string
}

/**
 * Reads region, birth date and sex from a resident ID number (GB 11643); for other documents they are drawn from the
 * number, so that they stay the same.
 */
export function personOf(subject: PersonalSubject): Person {
  const { name, idType, idNumber } = subject
  const seed = `${idType}|${idNumber}`
  if (idType !== residentIdType) return { name, idType, idNumber, seed, ...drawnDetails(seed) }

  const birth = idNumber.slice(6, 14)
  return {
    name,
    idType,
    idNumber,
    seed,
    birthDate: `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6)}`,
    sex: Number(idNumber[16]) % 2 === 1 ? '1' : '2',
    region: regionOf(idNumber.slice(0, 6)),
  }
}

function drawnDetails(seed: string): Pick<Person, 'birthDate' | 'sex' | 'region'> {
  const draws = drawsOf(seed, 'details')
  const [month, day] = [draws.whole(1, 12), draws.whole(1, 28)].map((part) => String(part).padStart(2, '0'))
  return {
    birthDate: `${draws.whole(1960, 2000)}-${month}-${day}`,
    sex: draws.pick(['1', '2'] as const),
    region: regionOf(draws.pick(['110101', '310101', '440101', '330101', '510101'])),
  }
}
