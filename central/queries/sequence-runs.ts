/** Queries that go through a list: ID numbers in sequence, names in alphabetical order. Only how many in a row is kept. */

import { residentIdType, type Subject } from '#contract/subject.ts'

export interface Runs {
  /** Queries in a row, the present one included; one that continues nothing is 1. */
  readonly consecutiveIds: number
  readonly alphabeticalNames: number
}

/** Address code and date of birth of a resident ID number; three digits of order within the day follow (GB 11643). */
const sameDay = 14
const orderUntil = 17

const byPinyin = new Intl.Collator('zh-u-co-pinyin')

/** @param previous What the user asked before on the same day; asking about the same subject again changes nothing. */
export function runsAfter(previous: (Runs & { readonly subject: Subject }) | undefined, subject: Subject): Runs {
  if (!previous) return { consecutiveIds: 1, alphabeticalNames: 1 }
  const { consecutiveIds, alphabeticalNames } = previous
  if (isSame(previous.subject, subject)) return { consecutiveIds, alphabeticalNames }
  return {
    consecutiveIds: isNextId(previous.subject, subject) ? consecutiveIds + 1 : 1,
    alphabeticalNames: byPinyin.compare(previous.subject.name, subject.name) < 0 ? alphabeticalNames + 1 : 1,
  }
}

function isSame(a: Subject, b: Subject): boolean {
  return a.idType === b.idType && a.idNumber === b.idNumber
}

/** Born on the same day at the same place, with a higher order number. */
function isNextId(before: Subject, after: Subject): boolean {
  if (!isResident(before) || !isResident(after)) return false
  const [a, b] = [before.idNumber, after.idNumber]
  return a.slice(0, sameDay) === b.slice(0, sameDay) && a.slice(sameDay, orderUntil) < b.slice(sameDay, orderUntil)
}

function isResident({ kind, idType }: Subject): boolean {
  return kind !== 'corporate' && idType === residentIdType
}
