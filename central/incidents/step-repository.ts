import type { Transaction } from '#central/database/database.ts'

export interface NewIncidentStep {
  readonly kind: string
  /** Employee ID; `null`: the service itself. */
  readonly by: string | null
  readonly at: Date
  readonly text: string
  readonly facts: Readonly<Record<string, string | number | readonly string[]>>
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
