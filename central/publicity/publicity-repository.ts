import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import {
  PublicityForm,
  PublicityId,
  type PublicityPlan,
  type PublicityReport,
  PublicityState,
} from '#contract/publicity.ts'

const StoredActivity = z.strictObject({
  id: PublicityId,
  institution: z.strictObject({ code: z.string(), name: z.string() }),
  form: PublicityForm,
  title: z.string(),
  plannedOn: z.string(),
  place: z.string(),
  materials: z.string(),
  state: PublicityState,
  heldOn: z.string().nullable(),
  peopleReached: z.int().nullable(),
  materialsGiven: z.int().nullable(),
  summary: z.string().nullable(),
})
export type StoredActivity = z.output<typeof StoredActivity>

function selection(queryable: Queryable) {
  return queryable`
    select publicity.id, json_build_object('code', institution.code, 'name', institution.name) as institution, form,
           title, planned_on::text as "plannedOn", place, materials, state, held_on::text as "heldOn",
           people_reached as "peopleReached", materials_given as "materialsGiven", summary
      from publicity join institution on institution.code = institution_code`
}

export async function findActivity(queryable: Queryable, id: string): Promise<StoredActivity | undefined> {
  const [row] = await queryable`${selection(queryable)} where publicity.id = ${id}`
  return row && StoredActivity.parse({ ...row })
}

export async function lockActivity(tx: Transaction, id: string): Promise<StoredActivity | undefined> {
  await tx`select from publicity where id = ${id} for update`
  return findActivity(tx, id)
}

export async function listActivities(queryable: Queryable, codes: readonly string[]): Promise<StoredActivity[]> {
  const rows = await queryable`
    ${selection(queryable)} where institution_code = any(${[...codes]})
     order by coalesce(held_on, planned_on) desc limit 2000`
  return z.array(StoredActivity).parse([...rows])
}

/** @returns `false` when it was held or cancelled, or is another institution's. */
export async function savePlan(tx: Transaction, plan: PublicityPlan, plannedBy: string): Promise<boolean> {
  const { id, institution, form, title, plannedOn, place, materials } = plan
  const saved = await tx`
    insert into publicity as known (id, institution_code, form, title, planned_on, place, materials, state, planned_by)
    values (${id}, ${institution}, ${form}, ${title}, ${plannedOn}, ${place}, ${materials}, 'planned', ${plannedBy})
        on conflict (id) do update
       set form = excluded.form, title = excluded.title, planned_on = excluded.planned_on, place = excluded.place,
           materials = excluded.materials
     where known.state = 'planned' and known.institution_code = excluded.institution_code
    returning id`
  return saved.length === 1
}

export async function saveReport(
  tx: Transaction,
  id: string,
  { report, by, at }: { report: PublicityReport; by: string; at: Date },
): Promise<void> {
  const { heldOn, peopleReached, materialsGiven, summary } = report
  await tx`
    update publicity set state = 'held', held_on = ${heldOn}, people_reached = ${peopleReached},
           materials_given = ${materialsGiven}, summary = ${summary}, reported_by = ${by}, reported_at = ${at}
     where id = ${id}`
}

export async function saveCancelled(tx: Transaction, id: string): Promise<void> {
  await tx`update publicity set state = 'cancelled' where id = ${id}`
}
