import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { AppError } from '#contract/failure.ts'
import { AddressRange, type PublicJwk } from '#contract/values.ts'
import type { EnrolmentRequest } from '#contract/workstation.ts'

const Workstation = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  institution: z.string(),
  institutionName: z.string(),
  status: z.enum(['pending', 'approved', 'revoked']),
  addresses: z.array(AddressRange),
  requestedAt: z.date(),
  approvedAt: z.date().nullable(),
})
export type Workstation = z.output<typeof Workstation>

export async function findWorkstation(queryable: Queryable, thumbprint: string): Promise<Workstation | undefined> {
  const [row] = await queryable`
    select id, number, institution_code as institution, institution.name as "institutionName", status, addresses,
           requested_at as "requestedAt", approved_at as "approvedAt"
      from workstation join institution on institution.code = institution_code
     where thumbprint = ${thumbprint}`
  return row && Workstation.parse({ ...row })
}

const Place = z.strictObject({ id: z.uuid(), number: z.string(), institution: z.string() })

/** @throws {AppError} `not-found`. */
export async function getWorkstation(queryable: Queryable, id: string): Promise<z.output<typeof Place>> {
  const [row] = await queryable`select id, number, institution_code as institution from workstation where id = ${id}`
  if (!row) throw new AppError('not-found', 'There is no such workstation.')
  return Place.parse({ ...row })
}

const EnrolmentCode = z.strictObject({ institution: z.string(), workstationNumber: z.string() })

/** Uses an enrolment code up; `undefined` when there is none, it was used, or its time is over. */
export async function redeemEnrolmentCode(tx: Transaction, codeHash: Uint8Array, now: Date) {
  const [row] = await tx`
    update enrolment_code set used_at = ${now}
     where code_hash = ${codeHash} and used_at is null and expires_at > ${now}
    returning institution_code as institution, workstation_number as "workstationNumber"`
  return row && EnrolmentCode.parse({ ...row })
}

export interface NewEnrolmentCode {
  readonly codeHash: Uint8Array
  readonly institution: string
  readonly workstationNumber: string
  readonly expiresAt: Date
}

/**
 * Gives out a code for a workstation; one that was given out before and not used is replaced.
 *
 * @returns `false` when the workstation has used its code.
 */
export async function insertEnrolmentCode(tx: Transaction, code: NewEnrolmentCode): Promise<boolean> {
  const given = await tx`
    insert into enrolment_code (code_hash, institution_code, workstation_number, expires_at)
    values (${code.codeHash}, ${code.institution}, ${code.workstationNumber}, ${code.expiresAt})
        on conflict (workstation_number) do update
           set code_hash = excluded.code_hash, institution_code = excluded.institution_code, expires_at = excluded.expires_at
         where enrolment_code.used_at is null
    returning workstation_number`
  return given.length === 1
}

export interface NewWorkstation {
  readonly id: string
  readonly number: string
  readonly institution: string
  readonly thumbprint: string
  readonly publicKey: PublicJwk
  readonly request: EnrolmentRequest
  readonly requestedAt: Date
}

export async function insertWorkstation(tx: Transaction, workstation: NewWorkstation): Promise<void> {
  const { id, number, institution, thumbprint, publicKey, request, requestedAt } = workstation
  await tx`
    insert into workstation (id, number, institution_code, thumbprint, public_jwk, factors, platform, status, requested_at)
    values (${id}, ${number}, ${institution}, ${thumbprint}, ${tx.json(publicKey)}, ${tx.json(request.factors)},
            ${request.platform}, 'pending', ${requestedAt})`
}

const Changed = z.strictObject({ id: z.uuid(), institution: z.string(), thumbprint: z.string() })
export type ChangedWorkstation = z.output<typeof Changed>

/** Approves a pending workstation for these addresses; `undefined` when there is none of this number. */
export async function approveWorkstation(
  tx: Transaction,
  number: string,
  { addresses, at }: { addresses: readonly string[]; at: Date },
) {
  const [row] = await tx`
    update workstation set status = 'approved', addresses = ${[...addresses]}, approved_at = ${at}
     where number = ${number} and status = 'pending'
    returning id, institution_code as institution, thumbprint`
  return row && Changed.parse({ ...row })
}

/** Changes the addresses of an approved workstation; `undefined` when there is none of this number. */
export async function changeAddresses(tx: Transaction, number: string, addresses: readonly string[]) {
  const [row] = await tx`
    update workstation set addresses = ${[...addresses]}
     where number = ${number} and status = 'approved'
    returning id, institution_code as institution, thumbprint`
  return row && Changed.parse({ ...row })
}

/** Revokes an approved workstation; `undefined` when there is none of this number. */
export async function revokeWorkstation(tx: Transaction, number: string) {
  const [row] = await tx`
    update workstation set status = 'revoked'
     where number = ${number} and status = 'approved'
    returning id, institution_code as institution, thumbprint`
  return row && Changed.parse({ ...row })
}

/** Numbers of workstations in a state, oldest request first. */
export async function listNumbers(queryable: Queryable, status: Workstation['status']): Promise<string[]> {
  const rows = await queryable`select number from workstation where status = ${status} order by requested_at`
  return rows.map((row) => z.string().parse(row['number']))
}

export async function countWorkstations(queryable: Queryable): Promise<number> {
  const [row] = await queryable`select count(*) as workstations from workstation`
  return z.int().parse(row?.['workstations'])
}
