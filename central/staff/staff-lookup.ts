/** How an employee is known as a subject without his ID number being kept: keyed hashes. */

import { createHmac } from 'node:crypto'
import { residentIdType, type Subject } from '#contract/subject.ts'

export interface StaffLookup {
  /** The ID number. */
  readonly id: Buffer
  /** Surname (its first character) and the number's address code, six digits (GB 11643, section 4.2.1). */
  readonly kin: Buffer
}

/** @param idNumber A resident ID number. */
export function staffLookupOf(key: Uint8Array, name: string, idNumber: string): StaffLookup {
  const surname = [...name.normalize('NFC').trim()][0] ?? ''
  const keyed = (text: string) => createHmac('sha256', key).update(text).digest()
  return {
    id: keyed(JSON.stringify(['id', idNumber.toUpperCase()])),
    kin: keyed(JSON.stringify(['kin', surname, idNumber.slice(0, 6)])),
  }
}

/** The same of a subject; only holders of a resident ID card are compared. */
export function subjectLookupOf(key: Uint8Array, subject: Subject): StaffLookup | undefined {
  if (subject.kind === 'corporate' || subject.idType !== residentIdType) return undefined
  return staffLookupOf(key, subject.name, subject.idNumber)
}
