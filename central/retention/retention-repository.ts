import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'

const Ids = z.array(z.strictObject({ id: z.uuid() }))

function idsOf(rows: readonly object[]): string[] {
  return Ids.parse(rows.map((row) => ({ ...row }))).map(({ id }) => id)
}

/** Reports that came before a moment and still have their pages; what an open incident is about is kept as evidence. */
export async function listReportsBefore(queryable: Queryable, moment: Date, limit: number): Promise<string[]> {
  return idsOf(
    await queryable`
    select query_id as id from report
     where received_at < ${moment} and shredded_at is null
       and not exists (select from incident where incident.query_id = report.query_id and incident.state <> 'closed')
     order by received_at limit ${limit}`,
  )
}

/** Destroys pages and page keys. @returns How many pages went; nothing when another instance was faster. */
export async function shredReport(tx: Transaction, queryId: string, at: Date): Promise<number | undefined> {
  const marked = await tx`
    update report set shredded_at = ${at} where query_id = ${queryId} and shredded_at is null returning query_id`
  if (marked.length === 0) return undefined
  const pages = await tx`delete from report_page where query_id = ${queryId} returning page`
  return pages.length
}

/** Subjects with whom the bank has had nothing to do since a moment: no consent, query, open business or incident. */
export async function listSubjectsBefore(queryable: Queryable, moment: Date, limit: number): Promise<string[]> {
  return idsOf(
    await queryable`
    select id from subject
     where known_since < ${moment} and erased_at is null
       and not exists (select from consent where subject_id = subject.id and registered_at >= ${moment})
       and not exists (select from query where subject_id = subject.id and asked_at >= ${moment})
       and not exists (select from business_party join business using (reference)
                        where subject_id = subject.id and status = 'open')
       and not exists (select from incident join query on query.id = incident.query_id
                        where query.subject_id = subject.id and incident.state <> 'closed')
     order by known_since limit ${limit}`,
  )
}

/** Uploads with the scans of a subject's consents. */
export async function listScansOf(queryable: Queryable, subjectId: string): Promise<string[]> {
  return idsOf(
    await queryable`
    select upload_id as id from consent_scan join consent on consent.id = consent_id
     where subject_id = ${subjectId} order by upload_id`,
  )
}

/** Reports about a subject that still have their pages. */
export async function listReportsOf(queryable: Queryable, subjectId: string): Promise<string[]> {
  return idsOf(
    await queryable`
    select query_id as id from report join query on query.id = query_id
     where subject_id = ${subjectId} and shredded_at is null order by query_id`,
  )
}
