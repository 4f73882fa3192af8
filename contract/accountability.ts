/** Who answers for a confirmed violation, and the measure taken with each (问责). */

import * as z from 'zod'
import { DutyClass } from '#contract/duty.ts'
import { IncidentId } from '#contract/incident.ts'
import { MonitoringRule } from '#contract/monitoring-rule.ts'
import { Day, EmployeeId, Instant, InstitutionCode } from '#contract/values.ts'

export const AccountabilityId = z.uuid().brand('AccountabilityId')
export type AccountabilityId = z.output<typeof AccountabilityId>

/** 约谈, 通报批评, 经济处罚, 调离岗位, 纪律处分, 培训, 其他. */
export const measures = ['talk', 'criticism', 'fine', 'transfer', 'discipline', 'training', 'other'] as const
export const Measure = z.enum(measures)
export type Measure = z.output<typeof Measure>

export const accountabilityStates = ['open', 'measured', 'closed'] as const
export const AccountabilityState = z.enum(accountabilityStates)
export type AccountabilityState = z.output<typeof AccountabilityState>

const CaseText = z.string().trim().min(4).max(2000)

/** In which institution and class somebody answered on the day. */
export const AnswerablePerson = z.strictObject({
  employeeId: EmployeeId,
  institution: InstitutionCode,
  class: DutyClass,
})
export type AnswerablePerson = z.output<typeof AnswerablePerson>

export const NewAccountabilityCase = z.strictObject({
  id: AccountabilityId,
  incident: IncidentId,
  persons: z.array(AnswerablePerson).min(1).max(20),
  /** Left out, it is as long as the policy says. */
  dueOn: Day.nullable(),
  text: CaseText,
})
export type NewAccountabilityCase = z.output<typeof NewAccountabilityCase>

export const accountabilityStepKinds = ['measure-taken', 'returned', 'closed'] as const
export const AccountabilityStepKind = z.enum(accountabilityStepKinds)
export type AccountabilityStepKind = z.output<typeof AccountabilityStepKind>

export const AccountabilityStepRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('measure-taken'), person: EmployeeId, measure: Measure, text: CaseText }),
  z.strictObject({ kind: z.literal('returned'), text: CaseText }),
  z.strictObject({ kind: z.literal('closed'), text: CaseText }),
])
export type AccountabilityStepRequest = z.output<typeof AccountabilityStepRequest>

export const AccountabilityStep = z.strictObject({
  kind: z.enum(['opened', ...accountabilityStepKinds]),
  by: EmployeeId,
  at: Instant,
  text: z.string(),
  person: EmployeeId.nullable(),
  measure: Measure.nullable(),
})
export type AccountabilityStep = z.output<typeof AccountabilityStep>

export const AccountabilityCase = z.strictObject({
  id: AccountabilityId,
  incident: IncidentId,
  rule: MonitoringRule,
  /** The institution that follows it up. */
  institution: InstitutionCode,
  institutionName: z.string().max(80),
  dueOn: Day,
  state: AccountabilityState,
  isOverdue: z.boolean(),
  persons: z.array(AnswerablePerson.extend({ name: z.string().max(60), measure: Measure.nullable() })),
  /** From the oldest to the newest. */
  steps: z.array(AccountabilityStep),
  actions: z.array(AccountabilityStepKind),
  isMine: z.boolean(),
})
export type AccountabilityCase = z.output<typeof AccountabilityCase>
