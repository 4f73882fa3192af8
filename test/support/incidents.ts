import { inTransaction } from '#central/database/database.ts'
import type { NoticedIncident } from '#central/incidents/incident-service.ts'
import { getIncident, postIncidentStep } from '#contract/http/incident.ts'
import { type IncidentDetail, IncidentId, type IncidentStepRequest, incidentOperation } from '#contract/incident.ts'
import { type aStaffMember, sign } from '#test/support/officer.ts'
import type { TestService } from '#test/support/service.ts'

export type Member = Awaited<ReturnType<typeof aStaffMember>>

/** What a rule noticed at the demo outlet about its first officer. */
export async function anIncident(service: TestService, noticed: Partial<NoticedIncident> = {}): Promise<IncidentId> {
  const raised = await inTransaction(service.database, (tx) =>
    service.services.incidents.raise(tx, {
      ...{ rule: 'M21', institution: '1032050101', user: 'E10017', facts: { inARow: 10 } },
      ...noticed,
    }),
  )
  return IncidentId.parse(raised?.id)
}

export function takeStep(member: Member, id: IncidentId, body: IncidentStepRequest) {
  return member.call(postIncidentStep, { params: { id }, body })
}

/** Confirms with a signature; without a category no points. */
export async function confirmIncident(
  service: TestService,
  member: Member,
  { id, category }: { id: IncidentId; category: (IncidentStepRequest & { kind: 'confirmed' })['category'] },
) {
  const signature = await sign(service, member, incidentOperation(id, 'confirmed', category))
  return takeStep(member, id, { kind: 'confirmed', category, text: '核实属实', signature })
}

export async function readIncident(member: Member, id: IncidentId): Promise<IncidentDetail> {
  const { status, body } = await member.call(getIncident, { params: { id } })
  if (status !== 200) throw new Error(`The incident of the test cannot be read: ${JSON.stringify(body)}`)
  return body
}

export const assigned = (verifier: string) => ({ kind: 'assigned', verifier, text: '请到网点现场核实' }) as const
export const reported: IncidentStepRequest & { kind: 'reported' } = {
  kind: 'reported',
  text: '经现场核实，情况如下：属实',
  attachments: [],
}
export const accepted = { kind: 'accepted', text: '报告清楚，同意' } as const
