/** How much a user and an institution have asked: what the rules of volume see. */

import * as z from 'zod'
import { Bytes } from '#central/database/bytes.ts'
import type { Queryable } from '#central/database/database.ts'
import type { SubjectKind } from '#contract/purpose.ts'

const hourMs = 3_600_000
const recentQueries = 12

const Volume = z.strictObject({
  today: z.int(),
  lastMinute: z.int(),
  lastHour: z.int(),
  queriesOf30Days: z.int(),
  daysOf30Days: z.int(),
  lastAskedAt: z.date().nullable(),
  sameSubjectToday: z.int(),
  sameSubjectAtInstitution: z.int(),
  missesToday: z.int(),
  /** Newest first. */
  recent: z.array(z.coerce.date()),
})

export interface VolumeQuestion {
  readonly userId: string
  readonly institution: string
  readonly subjectId: string
  /** Purposes of companies stand behind an `E`. */
  readonly kind: SubjectKind
  readonly now: Date
  readonly startOfDay: Date
}

/** Counts what went to the bureau; blocked attempts do not count. One statement, by the user's index. */
export async function readVolume(queryable: Queryable, question: VolumeQuestion) {
  const { userId, institution, subjectId, kind, now, startOfDay } = question
  const [minuteAgo, hourAgo] = [new Date(now.getTime() - 60_000), new Date(now.getTime() - hourMs)]
  const thirtyDaysAgo = new Date(startOfDay.getTime() - 30 * 24 * hourMs)
  const [row] = await queryable`
    with own as (
      select asked_at, subject_id, state, case when purpose like 'E%' then 'corporate' else 'personal' end as kind from query
       where user_id = ${userId} and state <> 'blocked' and asked_at >= ${thirtyDaysAgo})
    select count(*) filter (where asked_at >= ${startOfDay} and kind = ${kind}) as today,
           count(*) filter (where asked_at > ${minuteAgo}) as "lastMinute",
           count(*) filter (where asked_at > ${hourAgo}) as "lastHour",
           count(*) filter (where asked_at < ${startOfDay}) as "queriesOf30Days",
           count(distinct (asked_at at time zone 'Asia/Shanghai')::date) filter (where asked_at < ${startOfDay}) as "daysOf30Days",
           (select max(asked_at) from query where user_id = ${userId} and state <> 'blocked') as "lastAskedAt",
           count(*) filter (where asked_at >= ${startOfDay} and subject_id = ${subjectId}) as "sameSubjectToday",
           (select count(*) from query
             where subject_id = ${subjectId} and institution_code = ${institution} and state <> 'blocked'
               and asked_at >= ${thirtyDaysAgo}) as "sameSubjectAtInstitution",
           count(*) filter (where asked_at >= ${startOfDay} and state = 'failed') as "missesToday",
           (select coalesce(json_agg(asked_at order by asked_at desc), '[]')
              from (select asked_at from own order by asked_at desc limit ${recentQueries}) latest) as recent
      from own`
  return Volume.parse({ ...row })
}

const Previous = z.strictObject({
  subjectId: z.uuid(),
  sealed: Bytes.nullable(),
  consecutiveIds: z.int(),
  alphabeticalNames: z.int(),
})

/** The user's latest query since a moment, blocked ones included, and the runs it continued. */
export async function findPreviousQuery(queryable: Queryable, userId: string, since: Date) {
  const [row] = await queryable`
    select subject_id as "subjectId", sealed_identification as sealed,
           coalesce((facts->'volume'->>'consecutiveIds')::integer, 1) as "consecutiveIds",
           coalesce((facts->'volume'->>'alphabeticalNames')::integer, 1) as "alphabeticalNames"
      from query join subject on subject.id = subject_id
     where user_id = ${userId} and asked_at >= ${since}
     order by asked_at desc limit 1`
  return row && Previous.parse({ ...row })
}
