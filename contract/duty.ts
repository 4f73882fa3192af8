/** Who is responsible in an institution, and from when until when. */

import * as z from 'zod'
import { Day, EmployeeId, InstitutionCode, Sha256Hex, UploadId } from '#contract/values.ts'

/** The four classes of responsible persons: 领导责任人, 管理责任人, 直接责任人, 第一直接责任人. */
export const responsibleClasses = ['leadership', 'management', 'direct', 'first-direct'] as const
export const ResponsibleClass = z.enum(responsibleClasses)
export type ResponsibleClass = z.output<typeof ResponsibleClass>

/** The leading group (领导小组) and the responsible persons. Several may share a class. */
export const dutyClasses = ['leading-group-head', 'leading-group-member', ...responsibleClasses] as const
export const DutyClass = z.enum(dutyClasses)
export type DutyClass = z.output<typeof DutyClass>

export const NewDuty = z
  .strictObject({
    id: z.uuid(),
    institution: InstitutionCode,
    class: DutyClass,
    employeeId: EmployeeId,
    /** Both days are included; without an end the duty lasts until it is ended. */
    startsOn: Day,
    endsOn: Day.nullable(),
    /** The duty whose holder this person stands in for. */
    deputyOf: z.uuid().nullable(),
    letter: z.strictObject({ uploadId: UploadId, sha256: Sha256Hex }),
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, { path: ['endsOn'] })
export type NewDuty = z.output<typeof NewDuty>

export const Duty = z.strictObject({
  id: z.uuid(),
  institution: InstitutionCode,
  class: DutyClass,
  employeeId: EmployeeId,
  name: z.string().max(60),
  startsOn: Day,
  endsOn: Day.nullable(),
  deputyOf: z.uuid().nullable(),
  letterSha256: Sha256Hex,
})
export type Duty = z.output<typeof Duty>

/** Somebody who answered for an institution on a day. `use`: a user, responsible without appointment. */
export const Holder = z.strictObject({
  institution: InstitutionCode,
  class: DutyClass,
  employeeId: EmployeeId,
  name: z.string().max(60),
  by: z.enum(['appointment', 'deputy', 'use']),
})
export type Holder = z.output<typeof Holder>

/** An institution of the chain from the one asked for up to head office, and who answered for it. */
export const HoldersOfInstitution = z.strictObject({
  code: InstitutionCode,
  name: z.string().max(80),
  holders: z.array(Holder.omit({ institution: true })),
})
export type HoldersOfInstitution = z.output<typeof HoldersOfInstitution>
