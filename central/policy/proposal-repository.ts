import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { Policy, PolicyBody } from '#contract/policy.ts'
import { ProposalId, proposalStates } from '#contract/policy-proposal.ts'

const StoredProposal = z.strictObject({
  id: ProposalId,
  body: PolicyBody,
  bodyHash: z.string(),
  effectiveFrom: z.date(),
  note: z.string(),
  proposedBy: z.string(),
  proposedAt: z.date(),
  state: z.enum(proposalStates),
  decidedBy: z.string().nullable(),
  version: z.int().nullable(),
})
export type StoredProposal = z.output<typeof StoredProposal>

function selection(queryable: Queryable) {
  return queryable`
    select id, body, body_hash as "bodyHash", effective_from as "effectiveFrom", note, proposed_by as "proposedBy",
           proposed_at as "proposedAt", state, decided_by as "decidedBy", version
      from policy_proposal`
}

export async function listProposals(queryable: Queryable): Promise<StoredProposal[]> {
  const rows = await queryable`${selection(queryable)} order by proposed_at desc limit 50`
  return z.array(StoredProposal).parse([...rows])
}

export async function findProposal(queryable: Queryable, id: string): Promise<StoredProposal | undefined> {
  const [row] = await queryable`${selection(queryable)} where id = ${id}`
  return row && StoredProposal.parse({ ...row })
}

export type NewProposal = Pick<StoredProposal, 'id' | 'body' | 'bodyHash' | 'note' | 'proposedBy' | 'proposedAt'> & {
  readonly effectiveFrom: string
}

/** @returns `false` when one of this id is there already. */
export async function insertProposal(tx: Transaction, proposal: NewProposal): Promise<boolean> {
  const { id, body, bodyHash, effectiveFrom, note, proposedBy, proposedAt } = proposal
  const inserted = await tx`
    insert into policy_proposal (id, body, body_hash, effective_from, note, proposed_by, proposed_at, state)
    values (${id}, ${tx.json(body)}, ${bodyHash}, ${effectiveFrom}, ${note}, ${proposedBy}, ${proposedAt}, 'proposed')
        on conflict do nothing
    returning id`
  return inserted.length === 1
}

/** Writes the next version and closes the proposal. @returns The version; `undefined` when it was closed before. */
export async function publishProposal(
  tx: Transaction,
  id: string,
  { by, effectiveFrom }: { by: string; effectiveFrom: Date },
): Promise<number | undefined> {
  await tx`lock table policy in exclusive mode`
  const [row] = await tx`
    with closed as (
      update policy_proposal set state = 'published', decided_by = ${by} where id = ${id} and state = 'proposed' returning id, body),
    written as (
      insert into policy (version, effective_from, body)
      select (select coalesce(max(version), 1) + 1 from policy), ${effectiveFrom}, body from closed
      returning version)
    select version from written`
  if (!row) return undefined
  const version = z.int().parse(row['version'])
  await tx`update policy_proposal set version = ${version} where id = ${id}`
  return version
}

/** @returns `false` when it was closed before, or is somebody else's. */
export async function closeProposal(tx: Transaction, id: string, by: string): Promise<boolean> {
  const closed = await tx`
    update policy_proposal set state = 'withdrawn', decided_by = ${by}
     where id = ${id} and state = 'proposed' returning id`
  return closed.length === 1
}

export async function listUpcoming(queryable: Queryable, now: Date): Promise<Policy[]> {
  const rows = await queryable`
    select version, to_char(effective_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "effectiveFrom", body
      from policy where effective_from > ${now} order by effective_from`
  return z.array(Policy).parse([...rows])
}
