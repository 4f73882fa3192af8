import * as z from 'zod'
import { Signature } from '#contract/approval.ts'
import { Duty, DutyClass, HoldersOfInstitution, NewDuty } from '#contract/duty.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { Institution, NewInstitution } from '#contract/institution.ts'
import { administratorRoles } from '#contract/role.ts'
import { Day, InstitutionCode } from '#contract/values.ts'

const OfInstitution = z.strictObject({ code: InstitutionCode })

/** The caller's institution and all below it, closed ones too, each with the classes nobody holds today. */
export const getInstitutions = {
  method: 'GET',
  url: '/institutions',
  access: 'session',
  roles: [...administratorRoles, 'auditor'],
  schema: { response: { 200: z.array(Institution.extend({ vacancies: z.array(DutyClass) })) } },
} as const satisfies Endpoint

export const postInstitution = {
  method: 'POST',
  url: '/institutions',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { body: NewInstitution, response: { 200: z.strictObject({}) } },
} as const satisfies Endpoint

/** Merges an institution into another one from today: its people, workstations, businesses and institutions move there. */
export const postInstitutionMerger = {
  method: 'POST',
  url: '/institutions/:code/merger',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: {
    params: OfInstitution,
    body: z.strictObject({ successor: InstitutionCode, signature: Signature }),
    response: { 200: z.strictObject({}) },
  },
} as const satisfies Endpoint

/** Closes an institution from today; one that still has people, workstations, open businesses or institutions is not closed. */
export const postInstitutionClosure = {
  method: 'POST',
  url: '/institutions/:code/closure',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: {
    params: OfInstitution,
    body: z.strictObject({ signature: Signature }),
    response: { 200: z.strictObject({}) },
  },
} as const satisfies Endpoint

/** Every duty of an institution, past ones too, newest first. */
export const getDuties = {
  method: 'GET',
  url: '/institutions/:code/duties',
  access: 'session',
  roles: [...administratorRoles, 'auditor'],
  schema: { params: OfInstitution, response: { 200: z.array(Duty) } },
} as const satisfies Endpoint

/** Gives a person a duty; safe to repeat with the same id. The letter has been uploaded before. */
export const postDuty = {
  method: 'POST',
  url: '/duties',
  access: 'session',
  roles: administratorRoles,
  schema: { body: NewDuty, response: { 200: z.strictObject({}) } },
} as const satisfies Endpoint

/** Sets the last day of a duty, today or later: what was cannot be altered. */
export const postDutyEnding = {
  method: 'POST',
  url: '/duties/:id/ending',
  access: 'session',
  roles: administratorRoles,
  schema: {
    params: z.strictObject({ id: z.uuid() }),
    body: z.strictObject({ endsOn: Day }),
    response: { 200: z.strictObject({}) },
  },
} as const satisfies Endpoint

/** Who answered for an institution on a day, and for every institution above it as the tree stood then. */
export const getHolders = {
  method: 'GET',
  url: '/institutions/:code/holders/:day',
  access: 'session',
  roles: [...administratorRoles, 'auditor'],
  schema: { params: OfInstitution.extend({ day: Day }), response: { 200: z.array(HoldersOfInstitution) } },
} as const satisfies Endpoint
