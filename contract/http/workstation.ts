import * as z from 'zod'
import { maxEnrolmentFileBytes } from '#contract/enrolment-file.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { WorkstationId } from '#contract/workstation.ts'
import {
  AddressesOrder,
  AssignmentOrder,
  EnrolmentCodeOrder,
  HardwareOrder,
  IssuedCode,
  ReasonOrder,
  WorkstationDetail,
  WorkstationList,
} from '#contract/workstation-administration.ts'

const administrators = ['institution-administrator', 'head-office-administrator'] as const
const administratorsAndIt = [...administrators, 'it'] as const

const OneWorkstation = z.strictObject({ id: WorkstationId })
const Done = z.strictObject({})

/** Workstations of the caller's subtree, for IT of every institution. */
export const getWorkstations = {
  method: 'GET',
  url: '/workstations',
  access: 'session',
  roles: administratorsAndIt,
  schema: { response: { 200: WorkstationList } },
} as const satisfies Endpoint

export const getWorkstation = {
  method: 'GET',
  url: '/workstations/:id',
  access: 'session',
  roles: administratorsAndIt,
  schema: { params: OneWorkstation, response: { 200: WorkstationDetail } },
} as const satisfies Endpoint

/** Issues an enrolment code for each number; a code not yet used is replaced. */
export const postEnrolmentCodes = {
  method: 'POST',
  url: '/enrolment-codes',
  access: 'session',
  roles: administratorsAndIt,
  schema: { body: EnrolmentCodeOrder, response: { 200: z.array(IssuedCode) } },
} as const satisfies Endpoint

/** Approves a pending or quarantined workstation; signed, and by somebody else than who brought it. */
export const postApproval = {
  method: 'POST',
  url: '/workstations/:id/approval',
  access: 'session',
  roles: administrators,
  schema: { params: OneWorkstation, body: AddressesOrder, response: { 200: Done } },
} as const satisfies Endpoint

export const postRefusal = {
  method: 'POST',
  url: '/workstations/:id/refusal',
  access: 'session',
  roles: administrators,
  schema: { params: OneWorkstation, body: ReasonOrder, response: { 200: Done } },
} as const satisfies Endpoint

/** Changes the addresses of an approved workstation; signed. */
export const postAddresses = {
  method: 'POST',
  url: '/workstations/:id/addresses',
  access: 'session',
  roles: administrators,
  schema: { params: OneWorkstation, body: AddressesOrder, response: { 200: Done } },
} as const satisfies Endpoint

/** Accepts hardware that was refused as the workstation's own; signed. */
export const postHardware = {
  method: 'POST',
  url: '/workstations/:id/hardware',
  access: 'session',
  roles: administrators,
  schema: { params: OneWorkstation, body: HardwareOrder, response: { 200: Done } },
} as const satisfies Endpoint

/** Takes a workstation out of use; not signed, for stopping must never be hindered. */
export const postRevocation = {
  method: 'POST',
  url: '/workstations/:id/revocation',
  access: 'session',
  roles: administrators,
  schema: { params: OneWorkstation, body: ReasonOrder, response: { 200: Done } },
} as const satisfies Endpoint

export const postAssignment = {
  method: 'POST',
  url: '/workstations/:id/assignments',
  access: 'session',
  roles: administrators,
  schema: { params: OneWorkstation, body: AssignmentOrder, response: { 200: Done } },
} as const satisfies Endpoint

export const deleteAssignment = {
  method: 'DELETE',
  url: '/workstations/:id/assignments/:assignmentId',
  access: 'session',
  roles: administrators,
  schema: { params: OneWorkstation.extend({ assignmentId: z.uuid() }), response: { 200: Done } },
} as const satisfies Endpoint

/** Takes in the file with which a PC asks to be registered; the same file again finds the same workstation. */
export const postEnrolmentFile = {
  method: 'POST',
  url: '/enrolment-files',
  access: 'session',
  roles: administratorsAndIt,
  schema: {
    body: z.strictObject({ content: z.string().min(1).max(maxEnrolmentFileBytes) }),
    response: { 200: OneWorkstation },
  },
} as const satisfies Endpoint

/** The binding of an approved workstation, to be carried to it. */
export const getBindingFile = {
  method: 'GET',
  url: '/workstations/:id/binding-file',
  access: 'session',
  roles: administratorsAndIt,
  schema: {
    params: OneWorkstation,
    response: { 200: z.strictObject({ number: z.string().max(20), content: z.string().max(maxEnrolmentFileBytes) }) },
  },
} as const satisfies Endpoint
