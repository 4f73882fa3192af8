import * as z from 'zod'
import { Bytes } from '#central/database/bytes.ts'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { identityCauses } from '#contract/suspension.ts'
import { type Token, TokenHolder, tokenProfileNames, tokenUses } from '#contract/token.ts'

export interface NewToken {
  readonly id: string
  readonly serial: string
  readonly userId: string | null
  readonly institution: string
  readonly use: Token['use']
  readonly profile: string
  readonly suite: string | null
  readonly sealedSeed: Uint8Array
  readonly digits: number
  readonly periodSeconds: number
  readonly lastStep: bigint
  readonly isConfirmed: boolean
  readonly enrolledBy: string | null
}

/** @returns `false` when the serial is known already. */
export async function insertToken(tx: Transaction, token: NewToken): Promise<boolean> {
  const { id, serial, userId, institution, use, profile, suite, sealedSeed, digits, periodSeconds } = token
  const rows = await tx`
    insert into token (id, serial, user_id, institution_code, use, profile, suite, sealed_seed, digits, period_seconds,
                       last_step, is_confirmed, enrolled_by)
    values (${id}, ${serial}, ${userId}, ${institution}, ${use}, ${profile}, ${suite}, ${sealedSeed}, ${digits},
            ${periodSeconds}, ${token.lastStep.toString()}, ${token.isConfirmed}, ${token.enrolledBy})
    on conflict (serial) do nothing
    returning id`
  return rows.length === 1
}

const StoredToken = z.strictObject({
  id: z.uuid(),
  serial: z.string(),
  userId: z.uuid().nullable(),
  employeeId: z.string().nullable(),
  /** Where the holder works, or whose stock it is. */
  institution: z.string().nullable(),
  use: z.enum(tokenUses),
  profile: z.enum(tokenProfileNames),
  sealedSeed: Bytes,
  digits: z.int(),
  periodSeconds: z.int(),
  lastStep: z.int(),
  driftSteps: z.int(),
  driftOrigin: z.int(),
  isConfirmed: z.boolean(),
  isRevoked: z.boolean(),
})
export type StoredToken = z.output<typeof StoredToken>

export async function lockToken(tx: Transaction, id: string): Promise<StoredToken | undefined> {
  const [row] = await tx`
    select token.id, serial, user_id as "userId", employee_id as "employeeId",
           coalesce(employee.institution_code, token.institution_code) as institution, use, profile,
           sealed_seed as "sealedSeed", digits, period_seconds as "periodSeconds", last_step as "lastStep",
           drift_steps as "driftSteps", drift_origin as "driftOrigin", is_confirmed as "isConfirmed",
           revoked_at is not null as "isRevoked"
      from token
      left join app_user on app_user.id = token.user_id
      left join employee using (employee_id)
     where token.id = ${id}
       for update of token`
  return row && StoredToken.parse({ ...row })
}

const Holder = z.strictObject({
  id: z.uuid(),
  employeeId: z.string(),
  name: z.string(),
  institution: z.string(),
  status: z.enum(['active', 'suspended', 'stopped']),
  /** Who handed over a password that has not been changed since. */
  passwordHandedOverBy: z.uuid().nullable(),
  openCheck: z.strictObject({ id: z.uuid(), cause: z.enum(identityCauses), firstBy: z.uuid().nullable() }).nullable(),
})
export type Holder = z.output<typeof Holder>

/** A user who may hold tokens, locked until the transaction ends. */
export async function lockHolder(tx: Transaction, employeeId: string): Promise<Holder | undefined> {
  const [row] = await tx`
    select app_user.id, employee_id as "employeeId", employee.name, employee.institution_code as institution,
           app_user.status,
           case when initial_password_until is not null then password_issued_by end as "passwordHandedOverBy",
           case when identity_check.id is not null then jsonb_build_object(
             'id', identity_check.id, 'cause', identity_check.cause, 'firstBy', identity_check.first_by)
           end as "openCheck"
      from app_user
      join employee using (employee_id)
      left join identity_check on identity_check.user_id = app_user.id and passed_at is null
     where employee_id = ${employeeId} and employee.status = 'employed'
       for update of app_user`
  return row && Holder.parse({ ...row })
}

/** A token counts for its user from now on; the one before it ends. */
export async function confirmToken(
  tx: Transaction,
  token: { id: string; userId: string; use: string },
  at: Date,
): Promise<void> {
  await tx`
    update token set revoked_at = ${at}, revocation = 'replaced'
     where user_id = ${token.userId} and use = ${token.use} and revoked_at is null and id <> ${token.id}`
  await tx`update token set is_confirmed = true where id = ${token.id}`
}

/** Gives a token of the stock to a user. */
export async function assignToken(
  tx: Transaction,
  id: string,
  holder: { userId: string; use: string; enrolledBy: string },
): Promise<void> {
  await tx`
    update token set user_id = ${holder.userId}, use = ${holder.use}, enrolled_by = ${holder.enrolledBy},
                     is_confirmed = false
     where id = ${id}`
}

/** @returns The serials of the tokens this call ended. */
export async function revokeTokens(
  tx: Transaction,
  which: { id: string } | { userId: string },
  revocation: { at: Date; reason: string },
): Promise<string[]> {
  const condition = 'id' in which ? tx`id = ${which.id}` : tx`user_id = ${which.userId}`
  const rows = await tx`
    update token set revoked_at = ${revocation.at}, revocation = ${revocation.reason}
     where revoked_at is null and ${condition} returning serial`
  return z
    .array(z.strictObject({ serial: z.string() }))
    .parse([...rows])
    .map(({ serial }) => serial)
}

/** A token that was enrolled and never confirmed makes room for a new try. */
export async function dropUnconfirmed(
  tx: Transaction,
  { userId, use }: { userId: string; use: string },
  at: Date,
): Promise<void> {
  await tx`
    update token set revoked_at = ${at}, revocation = 'unconfirmed'
     where user_id = ${userId} and use = ${use} and revoked_at is null and not is_confirmed`
}

export interface NewResync {
  readonly id: string
  readonly tokenId: string
  readonly step: bigint
  readonly driftSteps: number
  readonly proposedBy: string
  readonly expiresAt: Date
}

export async function insertResync(tx: Transaction, resync: NewResync): Promise<void> {
  const { id, tokenId, step, driftSteps, proposedBy, expiresAt } = resync
  await tx`delete from token_resync where token_id = ${tokenId} and decided_at is null`
  await tx`
    insert into token_resync (id, token_id, step, drift_steps, proposed_by, expires_at)
    values (${id}, ${tokenId}, ${step.toString()}, ${driftSteps}, ${proposedBy}, ${expiresAt})`
}

const Resync = z.strictObject({
  tokenId: z.uuid(),
  step: z.int(),
  driftSteps: z.int(),
  proposedBy: z.uuid(),
  expiresAt: z.date(),
})

export async function lockResync(tx: Transaction, id: string) {
  const [row] = await tx`
    select token_id as "tokenId", step, drift_steps as "driftSteps", proposed_by as "proposedBy", expires_at as "expiresAt"
      from token_resync where id = ${id} and decided_at is null for update`
  return row && Resync.parse({ ...row })
}

export async function decideResync(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx`update token_resync set decided_at = ${at} where id = ${id}`
}

export async function signIdentityCheck(tx: Transaction, id: string, by: string, passedAt: Date | null): Promise<void> {
  await tx`
    update identity_check
       set first_by = coalesce(first_by, ${by}), second_by = case when ${passedAt !== null} then ${by}::uuid end,
           passed_at = ${passedAt}
     where id = ${id}`
}

const tokenColumns = (queryable: Queryable) => queryable`
  'id', token.id, 'serial', serial, 'use', use, 'profile', profile, 'digits', digits, 'isConfirmed', is_confirmed,
  'driftSteps', token.drift_steps, 'resync', (
    select jsonb_build_object('id', token_resync.id, 'driftSteps', token_resync.drift_steps, 'proposedBy', proposer.employee_id)
      from token_resync join app_user as proposer on proposer.id = proposed_by
     where token_id = token.id and decided_at is null)`

/** Users of these institutions with their tokens. */
export async function listHolders(queryable: Queryable, institutions: readonly string[]) {
  const rows = await queryable`
    select employee_id as "employeeId", employee.name,
           jsonb_build_object('code', institution.code, 'name', institution.name) as institution, app_user.status,
           case when password_hash is null then 'none' when initial_password_until is not null then 'handed-over' else 'own' end as password,
           coalesce((select jsonb_agg(jsonb_build_object(${tokenColumns(queryable)}) order by use, is_confirmed desc) from token
                      where user_id = app_user.id and revoked_at is null), '[]') as tokens,
           (select jsonb_build_object('cause', cause, 'firstBy', (select employee_id from app_user where id = first_by))
              from identity_check where user_id = app_user.id and passed_at is null) as "identityCheck"
      from app_user
      join employee using (employee_id)
      join institution on institution.code = employee.institution_code
     where employee.status = 'employed' and employee.institution_code in ${queryable([...institutions])}
     order by employee_id`
  return z.array(TokenHolder).parse(rows.map((row) => ({ ...row })))
}

export async function listStock(queryable: Queryable, institutions: readonly string[]) {
  const rows = await queryable`
    select jsonb_build_object(${tokenColumns(queryable)}) as token from token
     where user_id is null and revoked_at is null and institution_code in ${queryable([...institutions])}
     order by serial`
  return rows.map((row) => row['token'] as Token)
}
