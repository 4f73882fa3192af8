import * as z from 'zod'
import type { Database, Queryable, Transaction } from '#central/database/database.ts'
import { AppError } from '#contract/failure.ts'
import { AddressRange, type PublicJwk } from '#contract/values.ts'
import { type EnrolmentRequest, WorkstationReason } from '#contract/workstation.ts'
import { WorkstationStatus } from '#contract/workstation-administration.ts'

const Workstation = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  institution: z.string(),
  institutionName: z.string(),
  status: WorkstationStatus,
  reason: WorkstationReason.nullable(),
  addresses: z.array(AddressRange),
  requestedAt: z.date(),
  approvedAt: z.date().nullable(),
  lastSeenAt: z.date().nullable(),
})
export type Workstation = z.output<typeof Workstation>

function columns(queryable: Queryable) {
  return queryable`
    id, number, institution_code as institution, institution.name as "institutionName", status, status_reason as reason,
    addresses, requested_at as "requestedAt", approved_at as "approvedAt", last_seen_at as "lastSeenAt"`
}

export async function findWorkstation(queryable: Queryable, thumbprint: string): Promise<Workstation | undefined> {
  const [row] = await queryable`
    select ${columns(queryable)} from workstation join institution on institution.code = institution_code
     where thumbprint = ${thumbprint}`
  return row && Workstation.parse({ ...row })
}

/** Whose key signed a request: for a moment after a change of key the old one counts too. */
export async function findSpeaker(
  queryable: Queryable,
  thumbprint: string,
  changedAfter: Date,
): Promise<Workstation | undefined> {
  const [row] = await queryable`
    select ${columns(queryable)} from workstation join institution on institution.code = institution_code
     where thumbprint = ${thumbprint} or (previous_thumbprint = ${thumbprint} and key_since > ${changedAfter})
     order by thumbprint = ${thumbprint} desc limit 1`
  return row && Workstation.parse({ ...row })
}

const InUse = z.strictObject({ institution: z.string(), thumbprint: z.string() })

export async function findInUse(queryable: Queryable, number: string): Promise<z.output<typeof InUse> | undefined> {
  const [row] = await queryable`
    select institution_code as institution, thumbprint from workstation
     where number = ${number} and status in ('approved', 'quarantined')`
  return row && InUse.parse({ ...row })
}

const Place = z.strictObject({ id: z.uuid(), number: z.string(), institution: z.string() })

/** @throws {AppError} `not-found`. */
export async function getWorkstation(queryable: Queryable, id: string): Promise<z.output<typeof Place>> {
  const [row] = await queryable`select id, number, institution_code as institution from workstation where id = ${id}`
  if (!row) throw new AppError('not-found', 'There is no such workstation.')
  return Place.parse({ ...row })
}

const EnrolmentCode = z.strictObject({
  institution: z.string(),
  workstationNumber: z.string(),
  issuedBy: z.uuid().nullable(),
})

/** Uses an enrolment code up; `undefined` when there is none, it was used, or its time is over. */
export async function redeemEnrolmentCode(tx: Transaction, codeHash: Uint8Array, now: Date) {
  const [row] = await tx`
    update enrolment_code set used_at = ${now}
     where code_hash = ${codeHash} and used_at is null and expires_at > ${now}
    returning institution_code as institution, workstation_number as "workstationNumber", issued_by as "issuedBy"`
  return row && EnrolmentCode.parse({ ...row })
}

export interface NewWorkstation {
  readonly id: string
  readonly number: string
  readonly institution: string
  readonly thumbprint: string
  readonly publicKey: PublicJwk
  readonly request: Omit<EnrolmentRequest, 'enrolmentCode'>
  readonly requestedFrom: string | null
  readonly requestedBy: string | null
  readonly requestedAt: Date
}

export async function insertWorkstation(tx: Transaction, workstation: NewWorkstation): Promise<void> {
  const { id, number, institution, thumbprint, publicKey, request, requestedFrom, requestedBy, requestedAt } =
    workstation
  await tx`
    insert into workstation (id, number, institution_code, thumbprint, public_jwk, factors, platform, app_version, status,
                             requested_from, requested_by, requested_at)
    values (${id}, ${number}, ${institution}, ${thumbprint}, ${tx.json(publicKey)}, ${tx.json(request.factors)},
            ${request.platform}, ${request.appVersion}, 'pending', ${requestedFrom}, ${requestedBy}, ${requestedAt})`
}

/** Notes that the workstation spoke. */
export async function touchWorkstation(
  database: Database,
  id: string,
  { at, address }: { at: Date; address: string },
): Promise<void> {
  await database`update workstation set last_seen_at = ${at}, last_address = ${address} where id = ${id}`
}
