import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { StopCause, StopId, type StopRequest, stopStates } from '#contract/query-stop.ts'

const StoredStop = z.strictObject({
  id: StopId,
  institution: z.string(),
  institutionName: z.string(),
  cause: StopCause,
  reason: z.string(),
  state: z.enum(stopStates),
  proposedBy: z.string(),
  proposedIn: z.string(),
  proposedAt: z.date(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  imposedIn: z.string().nullable(),
  liftingReason: z.string().nullable(),
  liftingProposedBy: z.string().nullable(),
  liftingProposedAt: z.date().nullable(),
  liftedBy: z.string().nullable(),
  liftedAt: z.date().nullable(),
})
export type StoredStop = z.output<typeof StoredStop>

function selection(queryable: Queryable) {
  return queryable`
    select query_stop.id, institution_code as institution, institution.name as "institutionName", cause, reason, state,
           proposed_by as "proposedBy", proposed_in as "proposedIn", proposed_at as "proposedAt",
           decided_by as "decidedBy", decided_at as "decidedAt", imposed_in as "imposedIn",
           lifting_reason as "liftingReason", lifting_proposed_by as "liftingProposedBy",
           lifting_proposed_at as "liftingProposedAt", lifted_by as "liftedBy", lifted_at as "liftedAt"
      from query_stop join institution on institution.code = query_stop.institution_code`
}

/** Codes from an institution up to head office. */
function above(queryable: Queryable, code: string) {
  return queryable`
    with recursive above as (
      select code, parent_code from institution where code = ${code}
       union all
      select institution.code, institution.parent_code from institution join above on institution.code = above.parent_code)
    select code from above`
}

function below(queryable: Queryable, root: string) {
  return queryable`
    with recursive below as (
      select code from institution where code = ${root}
       union all
      select institution.code from institution join below on institution.parent_code = below.code)
    select code from below`
}

export async function findStop(queryable: Queryable, id: string): Promise<StoredStop | undefined> {
  const [row] = await queryable`${selection(queryable)} where query_stop.id = ${id}`
  return row && StoredStop.parse({ ...row })
}

export async function lockStop(tx: Transaction, id: string): Promise<StoredStop | undefined> {
  await tx`select id from query_stop where id = ${id} for update`
  return findStop(tx, id)
}

/** In the subtree of an institution, and over it from above; newest first. */
export async function listStops(queryable: Queryable, root: string): Promise<StoredStop[]> {
  const rows = await queryable`
    ${selection(queryable)}
     where institution_code in (${above(queryable, root)}) or institution_code in (${below(queryable, root)})
     order by proposed_at desc limit 500`
  return z.array(StoredStop).parse([...rows])
}

/** What is in force over an institution, from the top down. */
export async function listStopsOver(queryable: Queryable, institution: string): Promise<StoredStop[]> {
  const rows = await queryable`
    ${selection(queryable)}
     where state in ('in-force', 'lifting') and institution_code in (${above(queryable, institution)})
     order by decided_at`
  return z.array(StoredStop).parse([...rows])
}

/** @returns `false` when one of this id is there already. */
export async function insertStop(
  tx: Transaction,
  { id, institution, cause, reason }: StopRequest,
  { by, from, at }: { by: string; from: string; at: Date },
): Promise<boolean> {
  const inserted = await tx`
    insert into query_stop (id, institution_code, cause, reason, state, proposed_by, proposed_in, proposed_at)
    values (${id}, ${institution}, ${cause}, ${reason}, 'proposed', ${by}, ${from}, ${at})
        on conflict do nothing
    returning id`
  return inserted.length === 1
}

export async function saveImposed(tx: Transaction, id: string, imposed: { by: string; at: Date; from: string }) {
  await tx`
    update query_stop set state = 'in-force', decided_by = ${imposed.by}, decided_at = ${imposed.at},
           imposed_in = ${imposed.from}
     where id = ${id} and state = 'proposed'`
}

export async function saveWithdrawn(tx: Transaction, id: string, { by, at }: { by: string; at: Date }) {
  await tx`
    update query_stop set state = 'withdrawn', decided_by = ${by}, decided_at = ${at} where id = ${id} and state = 'proposed'`
}

export async function saveLiftingProposed(
  tx: Transaction,
  id: string,
  lifting: { by: string; at: Date; reason: string },
) {
  await tx`
    update query_stop set state = 'lifting', lifting_reason = ${lifting.reason}, lifting_proposed_by = ${lifting.by},
           lifting_proposed_at = ${lifting.at}
     where id = ${id} and state = 'in-force'`
}

export async function saveLiftingWithdrawn(tx: Transaction, id: string) {
  await tx`
    update query_stop set state = 'in-force', lifting_reason = null, lifting_proposed_by = null, lifting_proposed_at = null
     where id = ${id} and state = 'lifting'`
}

export async function saveLifted(tx: Transaction, id: string, { by, at }: { by: string; at: Date }) {
  await tx`update query_stop set state = 'lifted', lifted_by = ${by}, lifted_at = ${at} where id = ${id} and state = 'lifting'`
}

/** Key of the advisory lock between decisions, which share it, and whoever stops queries. */
const lockKey = 0x71_73_74_70

/** Until the transaction ends no stop begins: a decision saw every stop that was there when it was made. */
export async function holdOffStops(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock_shared(${lockKey}::bigint)`
}

/** Waits for the decisions under way. */
export async function waitForDecisions(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock(${lockKey}::bigint)`
}
