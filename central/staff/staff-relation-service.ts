/** Whether a subject is somebody of the bank: asked at each query, answered without any name. */

import type { Queryable } from '#central/database/database.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import type { Subject } from '#contract/subject.ts'
import { subjectLookupOf } from './staff-lookup.ts'
import { findRelation, type Relation } from './staff-relation-repository.ts'

export interface StaffRelationService {
  /** @param employeeId The user who asks. Employees whose ID number the HR feed never gave are not found. */
  relationOf(queryable: Queryable, subject: Subject, employeeId: string): Promise<Relation>
}

export function createStaffRelationService(keys: KeyRing): StaffRelationService {
  const key = keys.sealing('staff-lookup')
  return {
    async relationOf(queryable, subject, employeeId) {
      const lookup = subjectLookupOf(key, subject)
      return lookup
        ? findRelation(queryable, lookup, employeeId)
        : { isEmployee: false, isSelf: false, mayBeRelated: false }
    },
  }
}
