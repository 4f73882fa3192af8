/** SQL of the administration of workstations. */

import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { AddressRange } from '#contract/values.ts'
import {
  EnrolmentRequest,
  HardwareFactors,
  hardwareFactors,
  WorkstationId,
  WorkstationReason,
} from '#contract/workstation.ts'
import { WorkstationStatus } from '#contract/workstation-administration.ts'

const Row = z.strictObject({
  id: WorkstationId,
  number: z.string(),
  institution: z.string(),
  institutionName: z.string(),
  status: WorkstationStatus,
  reason: WorkstationReason.nullable(),
  platform: EnrolmentRequest.shape.platform,
  appVersion: z.string(),
  addresses: z.array(AddressRange),
  requestedAt: z.date(),
  requestedBy: z.uuid().nullable(),
  lastSeenAt: z.date().nullable(),
  lastAddress: z.string().nullable(),
  thumbprint: z.string(),
  requestedFrom: z.string().nullable(),
  approvedBy: z.uuid().nullable(),
  approvedAt: z.date().nullable(),
  factors: HardwareFactors,
  changedFactors: z.array(z.enum(hardwareFactors)),
  changedAt: z.date().nullable(),
  refusedFactors: HardwareFactors.nullable(),
  refusedAt: z.date().nullable(),
  isByFile: z.boolean(),
  reportedAddresses: z.array(z.string()),
  keySince: z.date().nullable(),
  isKeyDemanded: z.boolean(),
})
export type AdministeredWorkstation = z.output<typeof Row>

function columns(queryable: Queryable) {
  return queryable`
    workstation.id, number, institution_code as institution, institution.name as "institutionName", status,
    status_reason as reason, platform, app_version as "appVersion", addresses, requested_at as "requestedAt",
    requested_by as "requestedBy", last_seen_at as "lastSeenAt", last_address as "lastAddress", thumbprint,
    requested_from as "requestedFrom", approved_by as "approvedBy", approved_at as "approvedAt", factors,
    changed_factors as "changedFactors", changed_at as "changedAt", refused_factors as "refusedFactors",
    refused_at as "refusedAt", is_by_file as "isByFile", reported_addresses as "reportedAddresses",
    coalesce(key_since, approved_at) as "keySince", key_demanded_at is not null as "isKeyDemanded"`
}

/** Workstations of an institution and all below it; those that wait come first. */
export async function listWithin(queryable: Queryable, root: string): Promise<AdministeredWorkstation[]> {
  const rows = await queryable`
    with recursive below as (
      select code from institution where code = ${root}
       union all
      select institution.code from institution join below on institution.parent_code = below.code)
    select ${columns(queryable)}
      from workstation join institution on institution.code = institution_code
     where institution_code in (select code from below)
     order by status <> 'pending', status <> 'quarantined', number, requested_at desc`
  return z.array(Row).parse(rows.map((row) => ({ ...row })))
}

/** Those below an institution about which a person may decide. */
export async function countWaiting(queryable: Queryable, root: string, userId: string): Promise<number> {
  const [row] = await queryable`
    with recursive below as (
      select code from institution where code = ${root}
       union all
      select institution.code from institution join below on institution.parent_code = below.code)
    select count(*)::integer as waiting from workstation
     where institution_code in (select code from below)
       and (status = 'quarantined' or (status = 'pending' and requested_by is distinct from ${userId}))`
  return z.int().parse(row?.['waiting'])
}

/** One workstation, locked until the transaction ends when asked in one. */
export async function findById(queryable: Queryable, id: string): Promise<AdministeredWorkstation | undefined> {
  const [row] = await queryable`
    select ${columns(queryable)} from workstation join institution on institution.code = institution_code
     where workstation.id = ${id} for update of workstation`
  return row && Row.parse({ ...row })
}

const InstitutionName = z.strictObject({ code: z.string(), name: z.string() })

/** An institution and all below it, by code. */
export async function listInstitutions(queryable: Queryable, root: string) {
  const rows = await queryable`
    with recursive below as (
      select code, name from institution where code = ${root}
       union all
      select institution.code, institution.name from institution join below on institution.parent_code = below.code)
    select code, name from below order by code`
  return z.array(InstitutionName).parse(rows.map((row) => ({ ...row })))
}

/** The institution that has none above it. */
export async function findRootInstitution(queryable: Queryable): Promise<string> {
  const [row] = await queryable`select code from institution where parent_code is null order by code limit 1`
  return z.string().parse(row?.['code'])
}

const Person = z.strictObject({ employeeId: z.string(), name: z.string() })

export async function findPerson(queryable: Queryable, userId: string | null) {
  const [row] = await queryable`
    select employee_id as "employeeId", employee.name from app_user join employee using (employee_id) where app_user.id = ${userId}`
  return row ? Person.parse({ ...row }) : null
}

export interface NewEnrolmentCode {
  readonly codeHash: Uint8Array
  readonly institution: string
  readonly workstationNumber: string
  readonly issuedBy: string
  readonly issuedAt: Date
  readonly expiresAt: Date
}

/**
 * Gives out a code for a workstation; one that was given out before and not used is replaced.
 *
 * @returns `false` when a workstation of this number is in use.
 */
export async function insertEnrolmentCode(tx: Transaction, code: NewEnrolmentCode): Promise<boolean> {
  const { codeHash, institution, workstationNumber, issuedBy, issuedAt, expiresAt } = code
  const inUse = await tx`
    select id from workstation where number = ${workstationNumber} and status not in ('revoked', 'refused')`
  if (inUse.length > 0) return false
  await tx`delete from enrolment_code where workstation_number = ${workstationNumber} and used_at is null`
  await tx`
    insert into enrolment_code (code_hash, institution_code, workstation_number, issued_by, issued_at, expires_at)
    values (${codeHash}, ${institution}, ${workstationNumber}, ${issuedBy}, ${issuedAt}, ${expiresAt})`
  return true
}

export async function saveApproval(
  tx: Transaction,
  { id, addresses, by, at }: { id: string; addresses: readonly string[]; by: string; at: Date },
): Promise<void> {
  await tx`
    update workstation
       set status = 'approved', status_reason = null, addresses = ${[...addresses]}, approved_by = ${by}, approved_at = ${at},
           seen_factors = null, login_counter = 0
     where id = ${id}`
}

export async function saveAddresses(tx: Transaction, id: string, addresses: readonly string[]): Promise<void> {
  await tx`update workstation set addresses = ${[...addresses]} where id = ${id}`
}

export async function saveStatus(
  tx: Transaction,
  id: string,
  { status, reason }: { status: WorkstationStatus; reason: WorkstationReason | null },
): Promise<void> {
  await tx`update workstation set status = ${status}, status_reason = ${reason} where id = ${id}`
}
