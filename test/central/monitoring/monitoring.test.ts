import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getMonitoringRules, postRuleDryRun } from '#contract/http/monitoring.ts'
import { postQuery } from '#contract/http/query.ts'
import { anOfficer, aStaffMember, logIn } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let officer: Awaited<ReturnType<typeof anOfficer>>
beforeAll(async () => {
  service = await startTestService()
  officer = await anOfficer(service)
})
afterAll(() => service.stop())

async function ask(change: Record<string, unknown> = {}) {
  const body = { id: randomUUID(), subject: borrower, purpose: '02', businessReference, consentId: null, ...change }
  const { body: query } = await officer.call(postQuery, { body })
  return query
}

function incidents(rule: string) {
  return service.database`
    select employee_id as "user", institution_code as institution, query_id as query, facts from incident where rule = ${rule}`
}

test('the third attempt of a day without consent is one incident, the fourth no other', async () => {
  await ask()
  await ask()
  expect(await incidents('M12')).toEqual([])
  const third = await ask()
  await ask()
  expect(await incidents('M12')).toEqual([
    { user: 'E10017', institution: '1032050101', query: third.id, facts: { what: 'consent-missing', times: 3 } },
  ])
})

test('a query repeated with the same id counts once', async () => {
  const body = {
    id: randomUUID(),
    subject: borrower,
    purpose: '02',
    businessReference: 'LA-2026-999999',
    consentId: null,
  }
  await officer.call(postQuery, { body })
  await officer.call(postQuery, { body })
  const [row] = await service.database`select count from monitoring_count where what = 'business-unknown'`
  expect(row?.['count']).toBe(1)
  expect(await incidents('M10')).toEqual([])
})

test('a leaver who asked far more in his last days is raised by the job of the next day, once', async () => {
  const [row] = await service.database`select id from app_user where employee_id = 'E10017'`
  const userId = String(row?.['id'])
  const allowed = await ask({ consentId: await registerConsent(officer) })
  expect(allowed.state).toBe('answered')
  // The same query again and again, on each of the last days.
  await service.database`
    insert into query (id, user_id, session_id, workstation_id, institution_code, subject_id, purpose, business_reference,
                       consent_id, asked_at, request_hash, state, decision, facts)
    select gen_random_uuid(), user_id, session_id, workstation_id, institution_code, subject_id, purpose, business_reference,
           consent_id, asked_at - make_interval(days => n), request_hash, state, decision, facts
      from query, generate_series(1, 25) as n where id = ${allowed.id}`
  await service.database`
    insert into user_change (user_id, kind, changed_at) values (${userId}, 'moved', ${service.now()})`
  service.travelTo(new Date(service.now().getTime() + 86_400_000))
  await service.services.watching.runDue()
  await service.services.watching.runDue()
  const raised = await incidents('M27')
  expect(raised).toMatchObject([{ user: 'E10017', facts: { what: 'surge-before-leaving', recent: 25, before: 0 } }])
})

test('a suspended user who is active again is pointed out', async () => {
  await service.database`update app_user set status = 'suspended' where employee_id = 'E10023'`
  await service.services.watching.runDue()
  expect(await incidents('M08')).toEqual([])
  await service.database`update app_user set status = 'active' where employee_id = 'E10023'`
  await service.services.watching.runDue()
  expect(await incidents('M08')).toMatchObject([
    { user: 'E10023', facts: { what: 'user-restarted', before: 'suspended' } },
  ])
})

test('head office sees every rule and tries one with other numbers; nothing is raised by that', async () => {
  const headOffice = await aStaffMember(service, 'E40001')
  const { body: overview } = await headOffice.call(getMonitoringRules)
  const m12 = overview.rules.find(({ rule }: { rule: string }) => rule === 'M12')
  expect(m12).toMatchObject({ canBeOff: false, offReason: null, raising: 'pattern', incidents: 1 })

  const before = await service.database`select count(*) as n from incident`
  const tried = await headOffice.call(postRuleDryRun, { params: { rule: 'M12' }, body: { days: 7, limits: [] } })
  expect(tried.body).toMatchObject({ kind: 'judged', noticed: 5, raised: 1 })
  const quota = { days: 3, limits: [{ name: 'monitoring.quotaPerMonth', value: 10 }] }
  const { body } = await headOffice.call(postRuleDryRun, { params: { rule: 'M06' }, body: quota })
  expect(body.list).toMatchObject([{ what: 'quota-passed', institution: '1032050101', facts: { quota: 10 } }])
  expect(await service.database`select count(*) as n from incident`).toEqual(before)
  const refused = { days: 3, limits: [{ name: 'query.missesPercent', value: 101 }] }
  const answer = await headOffice.call(postRuleDryRun, { params: { rule: 'M22' }, body: refused })
  expect(answer.status).toBe(400)
})

test('an officer does not see the rules, and an auditor does not try them', async () => {
  await logIn(service, officer)
  expect((await officer.call(getMonitoringRules)).status).toBe(403)
  const auditor = await aStaffMember(service, 'E50001')
  expect((await auditor.call(getMonitoringRules)).status).toBe(200)
  const run = { params: { rule: 'M06' as const }, body: { days: 3, limits: [] } }
  expect((await auditor.call(postRuleDryRun, run)).status).toBe(403)
})
