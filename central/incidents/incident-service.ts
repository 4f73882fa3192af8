/** Raising incidents: kept, logged and told to those who must act, in the transaction of what was noticed. */

import { randomUUID } from 'node:crypto'
import type { AuditService, EntryDraft } from '#central/audit/audit-service.ts'
import type { Clock } from '#central/clock.ts'
import type { Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { IncidentFacts } from '#contract/incident.ts'
import type { MonitoringRule } from '#contract/monitoring-rule.ts'
import { isHighRisk } from '#contract/policy-sections/incident.ts'
import * as repository from './incident-repository.ts'
import { placeIncident } from './place-incident.ts'
import { insertStep } from './step-repository.ts'

/** What a rule noticed. */
export interface NoticedIncident {
  readonly rule: MonitoringRule
  /** Where it happened. */
  readonly institution: string
  /** Employee ID of the user concerned. */
  readonly user?: string | undefined
  /** The workstation's number. */
  readonly workstation?: string | undefined
  readonly query?: string | undefined
  /** Codes and numbers the rule saw; no name, no ID number. */
  readonly facts: IncidentFacts
  /** What has the same key is the same incident, and is raised once. */
  readonly key?: string | undefined
  /** When the caller has chosen one. */
  readonly id?: string | undefined
}

export interface IncidentService {
  /** @returns Nothing when the key has been raised before. */
  raise(tx: Transaction, incident: NoticedIncident): Promise<{ readonly id: string } | undefined>
}

export interface IncidentDependencies {
  readonly audit: Pick<AuditService, 'record'>
  readonly events: Pick<EventService, 'toDoChanged'>
  readonly policy: Pick<PolicyService, 'current'>
  readonly clock: Clock
}

const hourMs = 3_600_000

export function createIncidentService({ audit, events, policy, clock }: IncidentDependencies): IncidentService {
  return { raise }

  async function raise(tx: Transaction, noticed: NoticedIncident): Promise<{ id: string } | undefined> {
    const {
      rule,
      institution,
      user = null,
      workstation = null,
      query = null,
      facts,
      key = null,
      id = randomUUID(),
    } = noticed
    const { incident: rules } = (await policy.current(tx)).body
    const chain = await repository.listChain(tx, institution, user)
    const isConcerned = user !== null && (await repository.isAdministrator(tx, user))
    const place = placeIncident(chain, isConcerned)
    const at = clock()
    const row = {
      ...{ id, rule, key, institution, employeeId: user, workstation, query, facts },
      ...{ isHighRisk: isHighRisk(rule, rules), raisedAt: at, ...place },
      dueAt: new Date(at.getTime() + rules.assignHours * hourMs),
    }
    if (!(await repository.insertIncident(tx, row))) return undefined
    await insertStep(tx, row.id, { kind: 'raised', by: null, at, text: '', facts: {} })
    await audit.record(tx, entryOfIncident(row))
    const told = row.isHighRisk ? chain.map(({ code }) => code) : [place.handledBy]
    for (const code of new Set([...told, place.handledBy])) await events.toDoChanged(tx, code)
    return { id: row.id }
  }
}

function entryOfIncident(row: repository.NewIncidentRow): EntryDraft {
  const { id, rule, institution, employeeId, workstation, query, isHighRisk: isHigh, handledBy } = row
  return {
    kind: 'incident.raised',
    employeeId,
    institution,
    workstation,
    deviceThumbprint: null,
    address: null,
    session: null,
    subjectCommitment: null,
    object: id,
    facts: { rule, query, isHighRisk: isHigh, handledBy, what: row.facts['what'] ?? null },
  }
}
