/** A subject as forms hold it: the kind always said, so that a switch can show it. */

import { corporateIdTypes } from '#contract/corporate-id.ts'
import type { SubjectKind } from '#contract/purpose.ts'
import {
  CorporateSubject,
  kindOfSubject,
  PersonalSubject,
  personalIdTypes,
  residentIdType,
  type Subject,
} from '#contract/subject.ts'

export interface SubjectValues {
  readonly kind: SubjectKind
  readonly name: string
  readonly idType: string
  readonly idNumber: string
}

export const idTypesOf = { personal: personalIdTypes, corporate: corporateIdTypes } as const
/** What most subjects show. */
export const usualIdType = { personal: residentIdType, corporate: '20' } as const

export function valuesOf(subject: Subject): SubjectValues {
  const { name, idType, idNumber } = subject
  return { kind: kindOfSubject(subject), name, idType, idNumber }
}

/** What is sent: a person without saying so, as ever. */
export function subjectOf({ kind, name, idType, idNumber }: SubjectValues): Subject {
  if (kind === 'corporate') return CorporateSubject.parse({ kind, name, idType, idNumber })
  return PersonalSubject.parse({ name, idType, idNumber })
}

export function isSameSubject(one: Subject, other: Partial<SubjectValues> | undefined): boolean {
  return (
    kindOfSubject(one) === (other?.kind ?? 'personal') &&
    one.name === other?.name &&
    one.idType === other.idType &&
    one.idNumber === other.idNumber
  )
}
