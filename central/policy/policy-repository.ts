import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'
import { Policy } from '#contract/policy.ts'

/** The newest version whose time has come. */
export async function findPolicyAt(queryable: Queryable, moment: Date): Promise<Policy | undefined> {
  const [row] = await queryable`
    select version, to_char(effective_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "effectiveFrom", body
      from policy
     where effective_from <= ${moment}
     order by version desc limit 1`
  return row && Policy.parse({ ...row })
}

/** Every version that had taken effect before a moment, oldest first. */
export async function listPoliciesBefore(queryable: Queryable, moment: Date): Promise<Policy[]> {
  const rows = await queryable`
    select version, to_char(effective_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "effectiveFrom", body
      from policy
     where effective_from < ${moment}
     order by version`
  return z.array(Policy).parse([...rows])
}
