import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import type { ReportKey } from '#contract/compliance.ts'

const StoredReport = z.strictObject({
  id: z.uuid(),
  version: z.int(),
  body: z.string(),
  sha256: z.string(),
  state: z.enum(['signed', 'accepted', 'returned']),
  signedBy: z.string(),
  signedAt: z.date(),
  reviewedBy: z.string().nullable(),
  reviewedAt: z.date().nullable(),
  note: z.string().nullable(),
})
export type StoredReport = z.output<typeof StoredReport>

/** The newest version that was signed. */
export async function findReport(queryable: Queryable, key: ReportKey): Promise<StoredReport | undefined> {
  const [row] = await queryable`
    select id, version, body, sha256, state, signed_by as "signedBy", signed_at as "signedAt",
           reviewed_by as "reviewedBy", reviewed_at as "reviewedAt", note
      from compliance_report where institution_code = ${key.institution} and period = ${key.period}
     order by version desc limit 1`
  return row && StoredReport.parse({ ...row })
}

export interface NewReport extends ReportKey {
  readonly id: string
  readonly version: number
  readonly body: string
  readonly sha256: string
  readonly by: string
  readonly at: Date
}

/** @returns `false` when one stands already. */
export async function insertReport(tx: Transaction, report: NewReport): Promise<boolean> {
  const inserted = await tx`
    insert into compliance_report (id, institution_code, period, version, body, sha256, state, signed_by, signed_at)
    values (${report.id}, ${report.institution}, ${report.period}, ${report.version}, ${report.body}, ${report.sha256},
            'signed', ${report.by}, ${report.at})
        on conflict do nothing
    returning id`
  return inserted.length === 1
}

export interface Review {
  readonly state: 'accepted' | 'returned'
  readonly by: string
  readonly at: Date
  readonly note: string | null
}

/** @returns `false` when it was looked at before. */
export async function saveReview(tx: Transaction, id: string, { state, by, at, note }: Review): Promise<boolean> {
  const saved = await tx`
    update compliance_report set state = ${state}, reviewed_by = ${by}, reviewed_at = ${at}, note = ${note}
     where id = ${id} and state = 'signed' returning id`
  return saved.length === 1
}

/** Signed reports of institutions directly below, and at the top those of the institution itself that somebody else signed. */
export async function countToReview(
  queryable: Queryable,
  { institution, employeeId }: { institution: string; employeeId: string },
): Promise<number> {
  const [row] = await queryable`
    select count(*)::int as waiting
      from compliance_report join institution on institution.code = compliance_report.institution_code
     where state = 'signed' and signed_by <> ${employeeId}
       and (institution.parent_code = ${institution}
            or (institution.code = ${institution} and institution.parent_code is null))`
  return z.int().parse(row?.['waiting'])
}
