import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getIncidentFigures, getOwnIncidents, getSubjectViewings, postIncident } from '#contract/http/incident.ts'
import { ReportedIncident } from '#contract/incident.ts'
import { anIncident, type Member, readIncident } from '#test/support/incidents.ts'
import { aStaffMember } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let branch: Member
let headOffice: Member

beforeAll(async () => {
  service = await startTestService()
  branch = await aStaffMember(service, 'E20002')
  headOffice = await aStaffMember(service, 'E40001')
})
afterAll(() => service.stop())

function aReport(given: Partial<ReportedIncident> = {}): ReportedIncident {
  return ReportedIncident.parse({
    ...{
      id: randomUUID(),
      rule: 'suspected-leak',
      institution: null,
      employeeId: 'E10017',
      viewId: null,
      queryId: null,
    },
    text: '收到照片，疑似报告外泄',
    ...given,
  })
}

test('a suspected leak is reported once, is counted, and is high risk', async () => {
  const before = (await headOffice.call(getIncidentFigures)).body.suspectedLeaks
  const body = aReport()
  for (let tries = 0; tries < 2; tries += 1) expect((await branch.call(postIncident, { body })).status).toBe(200)
  expect(await readIncident(branch, body.id)).toMatchObject({
    ...{ rule: 'suspected-leak', isHighRisk: true, institution: '1032050101', employeeId: 'E10017' },
    steps: [{ kind: 'raised' }, { kind: 'noted', by: 'E20002', text: body.text }],
  })
  expect((await headOffice.call(getIncidentFigures)).body.suspectedLeaks).toBe(before + 1)
  expect(JSON.stringify(await service.entries())).not.toContain(body.text)
})

test('a mark, a query or a person that is not there, or not in the subtree, is none', async () => {
  expect((await branch.call(postIncident, { body: aReport({ viewId: 'deadbeef' }) })).status).toBe(404)
  expect((await branch.call(postIncident, { body: aReport({ queryId: randomUUID() as never }) })).status).toBe(404)
  expect((await branch.call(postIncident, { body: aReport({ employeeId: 'E40001' }) })).status).toBe(404)
})

test('who asks who saw a subject is in the log, and a user reads nothing before it is decided', async () => {
  const id = await anIncident(service)
  expect((await branch.call(getSubjectViewings, { params: { id } })).body).toEqual([])
  expect((await service.entries()).at(-1)).toMatchObject({ kind: 'incident.viewings-listed', object: id })
  const officer = await aStaffMember(service, 'E10017')
  expect((await officer.call(getOwnIncidents)).body).toEqual([])
})
