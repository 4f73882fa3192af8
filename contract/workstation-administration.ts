/** Workstations as administrators and IT see them, and what they may do with them. */

import * as z from 'zod'
import { type Operation, Signature } from '#contract/approval.ts'
import { AddressRange, EmployeeId, Instant, InstitutionCode } from '#contract/values.ts'
import { EnrolmentRequest, hardwareFactors, WorkstationId, WorkstationReason } from '#contract/workstation.ts'

export const WorkstationNumber = z.string().regex(/^[A-Z0-9][A-Z0-9-]{2,19}$/)

export const workstationStatuses = ['pending', 'quarantined', 'approved', 'revoked', 'refused'] as const
export const WorkstationStatus = z.enum(workstationStatuses)
export type WorkstationStatus = z.output<typeof WorkstationStatus>

const Institution = z.strictObject({ code: InstitutionCode, name: z.string().max(80) })
const Person = z.strictObject({ employeeId: EmployeeId, name: z.string().max(60) })

export const WorkstationSummary = z.strictObject({
  id: WorkstationId,
  number: z.string().max(20),
  institution: Institution,
  status: WorkstationStatus,
  reason: WorkstationReason.nullable(),
  platform: EnrolmentRequest.shape.platform,
  appVersion: z.string().max(40),
  addresses: z.array(AddressRange),
  requestedAt: Instant,
  /** Nobody approves a PC for which he issued the code or brought the request himself. */
  isRequestedByCaller: z.boolean(),
  lastSeenAt: Instant.nullable(),
  lastAddress: z.string().max(45).nullable(),
})
export type WorkstationSummary = z.output<typeof WorkstationSummary>

export const WorkstationAssignment = Person.extend({
  id: z.uuid(),
  institutionName: z.string().max(80),
  endsAt: Instant,
})
export type WorkstationAssignment = z.output<typeof WorkstationAssignment>

export const WorkstationDetail = WorkstationSummary.extend({
  /** Thumbprint of the device key (RFC 7638). */
  thumbprint: z.string().max(43),
  requestedFrom: z.string().max(45).nullable(),
  /** The request came as a file, and from no address; the PC says itself which it has. */
  isByFile: z.boolean(),
  reportedAddresses: z.array(z.string().max(45)).max(16),
  /** Since when the key is in use, and whether an administrator has asked for another. */
  keySince: Instant.nullable(),
  isKeyDemanded: z.boolean(),
  requestedBy: Person.nullable(),
  approvedBy: Person.nullable(),
  approvedAt: Instant.nullable(),
  /** Which hardware factors the PC could read; their values are known to nobody. */
  readableFactors: z.array(z.enum(hardwareFactors)),
  /** Factors that changed last, little enough to go through. */
  changedFactors: z.array(z.enum(hardwareFactors)),
  changedAt: Instant.nullable(),
  /** Hardware that was refused at the last log-in: what is different, and what could not be read. */
  refusedHardware: z
    .strictObject({ changed: z.array(z.enum(hardwareFactors)), missing: z.array(z.enum(hardwareFactors)), at: Instant })
    .nullable(),
  assignments: z.array(WorkstationAssignment),
})
export type WorkstationDetail = z.output<typeof WorkstationDetail>

/** Everything the caller administers, and the institutions in which he may register PCs. */
export const WorkstationList = z.strictObject({
  workstations: z.array(WorkstationSummary),
  institutions: z.array(Institution),
  /** The widest prefixes the policy allows. */
  limits: z.strictObject({ fewestBitsIpv4: z.int(), fewestBitsIpv6: z.int() }),
})

export const EnrolmentCodeOrder = z.strictObject({
  institution: InstitutionCode,
  workstationNumbers: z.array(WorkstationNumber).min(1).max(500),
})

/** A code is told once, to whoever asked for it; the service keeps its hash. */
export const IssuedCode = z.strictObject({
  workstationNumber: WorkstationNumber,
  code: EnrolmentRequest.shape.enrolmentCode,
  expiresAt: Instant,
})
export type IssuedCode = z.output<typeof IssuedCode>

export const AddressesOrder = z.strictObject({ addresses: z.array(AddressRange).min(1).max(20), signature: Signature })
export const HardwareOrder = z.strictObject({ changed: z.array(z.enum(hardwareFactors)).max(10), signature: Signature })
export const ReasonOrder = z.strictObject({ reason: WorkstationReason })
export const AssignmentOrder = z.strictObject({ employeeId: EmployeeId, endsAt: Instant })

/** What is signed when a workstation is approved: this key, for these addresses. */
export function approvalOperation(id: string, thumbprint: string, addresses: readonly string[]): Operation {
  return { action: 'workstation.approve', object: id, facts: { thumbprint, addresses: [...addresses] } }
}

/** What is signed when its addresses change. */
export function addressesOperation(id: string, addresses: readonly string[]): Operation {
  return { action: 'workstation.change-addresses', object: id, facts: { addresses: [...addresses] } }
}

/** What is signed when changed hardware is accepted: this key, and the factors that are different. */
export function hardwareOperation(id: string, thumbprint: string, changed: readonly string[]): Operation {
  return { action: 'workstation.accept-hardware', object: id, facts: { thumbprint, changed: [...changed] } }
}
