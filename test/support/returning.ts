/** What administrators do with somebody on his way back, for tests of more than one domain. */

import { randomUUID } from 'node:crypto'
import { inTransaction } from '#central/database/database.ts'
import { type Application, decisionOperation } from '#contract/admission.ts'
import { getApplications, postApplication, postApplicationDecision } from '#contract/http/admission.ts'
import { getSuspendedUsers, postReturnReview } from '#contract/http/way-back.ts'
import type { EveryCause } from '#contract/suspension.ts'
import { reviewOperation } from '#contract/way-back.ts'
import type { Device } from '#test/support/device.ts'
import { aStaffMember, sign } from '#test/support/officer.ts'
import type { TestService } from '#test/support/service.ts'
import { sessionCaller } from '#test/support/session-caller.ts'

type Administrator = Device & { readonly employeeId: string }

/** A grave violation, confirmed now. */
export async function suspendForGrade(service: TestService, employeeId: string): Promise<void> {
  const caller = await sessionCaller(service, 'E20002')
  const deduction = { user: employeeId, category: 'grave', incident: randomUUID(), caller } as const
  await inTransaction(service.database, (tx) => service.services.scores.deduct(tx, deduction))
}

export async function seenSuspended(by: Device, employeeId: string) {
  return (await by.call(getSuspendedUsers)).body.find((user) => user.employeeId === employeeId)
}

export async function openCauses(service: TestService, employeeId: string): Promise<EveryCause[]> {
  const rows = await service.database`
    select cause from suspension join app_user on app_user.id = user_id
     where employee_id = ${employeeId} and ended_at is null order by cause`
  return rows.map(({ cause }) => cause as EveryCause)
}

export async function statusOf(service: TestService, employeeId: string) {
  const [row] = await service.database`select status, grade from app_user where employee_id = ${employeeId}`
  return { status: row?.['status'], grade: row?.['grade'] }
}

export async function reviewReturn(
  service: TestService,
  by: Administrator,
  { employeeId, decision }: { employeeId: string; decision: 'accepted' | 'refused' },
) {
  const paper = (await seenSuspended(by, employeeId))?.retest?.paper ?? randomUUID()
  const signature = await sign(service, by, reviewOperation(employeeId, paper, decision))
  const body = { paper, decision, note: '已面谈并核对整改', signature }
  return by.call(postReturnReview, { params: { employeeId }, body })
}

/** Applies for one purpose; the answer says whether it may be. */
export async function applyAgain(candidate: Device, until = '2027-12-31') {
  const rights = { subjectKinds: ['personal'], purposes: ['08'], until }
  const body = { id: randomUUID(), role: 'query-officer', rights, reason: '停用期满，申请重新开通' }
  return { id: body.id, answer: await candidate.call(postApplication, { body }) }
}

/** The administrators of the outlet and of the sub-branch approve, one after the other. */
export async function approveAll(service: TestService, id: string): Promise<number[]> {
  const statuses: number[] = []
  for (const employeeId of ['E20001', 'E20002']) {
    const by = await aStaffMember(service, employeeId)
    const seen = (await by.call(getApplications)).body.find((one) => one.id === id)
    const signature = await sign(service, by, decisionOperation(seen as Application, 'approved'))
    const body = { level: seen?.level, decision: 'approved', note: null, signature }
    statuses.push((await by.call(postApplicationDecision, { params: { id }, body })).status)
  }
  return statuses
}

export const dayMs = 86_400_000
