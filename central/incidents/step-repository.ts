import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import type { SentAttachment } from '#contract/attachment.ts'
import { IncidentStep } from '#contract/incident.ts'
import { Instant } from '#contract/values.ts'

export interface NewIncidentStep {
  readonly kind: IncidentStep['kind']
  /** Employee ID; `null`: the service itself. */
  readonly by: string | null
  readonly at: Date
  readonly text: string
  readonly facts: IncidentStep['facts']
}

/** @returns The place of the step in the incident's history. */
export async function insertStep(tx: Transaction, incident: string, step: NewIncidentStep): Promise<number> {
  const { kind, by, at, text, facts } = step
  const [row] = await tx`
    insert into incident_step (incident_id, position, kind, by_employee, at, text, facts)
    select ${incident}, count(*), ${kind}, ${by}, ${at}, ${text}, ${tx.json(facts)}
      from incident_step where incident_id = ${incident}
    returning position`
  return Number(row?.['position'])
}

export async function insertAttachments(
  tx: Transaction,
  { incident, position }: { readonly incident: string; readonly position: number },
  attachments: readonly SentAttachment[],
): Promise<void> {
  for (const { uploadId, sha256, name } of attachments)
    await tx`
      insert into incident_attachment (upload_id, incident_id, position, sha256, name)
      values (${uploadId}, ${incident}, ${position}, ${sha256}, ${name})`
}

const StoredStep = IncidentStep.extend({ by: z.string().nullable(), at: Instant })

/** In order, oldest first. */
export async function listSteps(queryable: Queryable, incident: string): Promise<IncidentStep[]> {
  const rows = await queryable`
    select kind, by_employee as by, employee.name, text, facts,
           to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
           coalesce((select json_agg(json_build_object('id', upload_id, 'sha256', attached.sha256, 'name', name,
                              'mediaType', media_type, 'bytes', length_bytes) order by upload_id)
                       from incident_attachment as attached join upload on upload.id = upload_id
                      where attached.incident_id = step.incident_id and attached.position = step.position),
                    '[]') as attachments
      from incident_step as step left join employee on employee.employee_id = by_employee
     where step.incident_id = ${incident} order by step.position`
  return z.array(StoredStep).parse(rows.map((row) => ({ ...row })))
}

/** The hash of a file attached to an incident. */
export async function findAttachment(queryable: Queryable, incident: string, uploadId: string) {
  const [row] = await queryable`
    select sha256 from incident_attachment where incident_id = ${incident} and upload_id = ${uploadId}`
  return row && z.strictObject({ sha256: z.string() }).parse({ ...row })
}
