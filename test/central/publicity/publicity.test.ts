import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getAttachment } from '#contract/http/attachment.ts'
import {
  getPublicity,
  postPublicity,
  postPublicityCancellation,
  postPublicityReport,
} from '#contract/http/publicity.ts'
import { PublicityPlan } from '#contract/publicity.ts'
import { anAttachment } from '#test/support/attachments.ts'
import { aStaffMember } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

type Person = Awaited<ReturnType<typeof aStaffMember>>

let service: TestService
let headOffice: Person
let subBranch: Person
let outlet: Person

beforeAll(async () => {
  service = await startTestService()
  headOffice = await aStaffMember(service, 'E40001')
  subBranch = await aStaffMember(service, 'E20002')
  outlet = await aStaffMember(service, 'E20001')
})
afterAll(() => service.stop())

function aPlan(changes: Partial<PublicityPlan> = {}): PublicityPlan {
  return PublicityPlan.parse({
    id: randomUUID(),
    institution: '1032050101',
    form: 'visit',
    title: '征信知识进社区',
    plannedOn: '2026-11-25',
    place: '湖畔社区',
    materials: '折页 200 份',
    ...changes,
  })
}

const aReport = {
  heldOn: '2026-11-25',
  peopleReached: 130,
  materialsGiven: 180,
  summary: '讲解防范冒名贷款',
  photos: [],
}

test('an activity is planned, planned anew, and reported once with its photographs; levels above see it', async () => {
  const plan = aPlan()
  const { id } = plan
  await outlet.call(postPublicity, { body: plan })
  const anew = await outlet.call(postPublicity, { body: { ...plan, place: '湖畔社区广场' } })
  expect(anew.body).toMatchObject({ state: 'planned', place: '湖畔社区广场' })
  const { bytes, ...photo } = await anAttachment(outlet, '现场.pdf')
  const report = { params: { id }, body: { ...aReport, photos: [photo] } }
  expect((await outlet.call(postPublicityReport, report)).body).toMatchObject({ state: 'held', peopleReached: 130 })
  expect((await outlet.call(postPublicityReport, report)).status).toBe(409)
  expect((await outlet.call(postPublicity, { body: plan })).status).toBe(409)
  expect((await headOffice.call(getPublicity)).body).toMatchObject([{ id, photos: [{ name: '现场.pdf' }] }])
  const file = await subBranch.call(getAttachment, { params: { id: photo.uploadId } })
  expect(file.bytes.equals(bytes)).toBe(true)
  const entries = (await service.entries()).filter(({ object }) => object === id)
  expect(entries.map(({ kind }) => kind)).toEqual(['publicity.planned', 'publicity.planned', 'publicity.held'])
  expect(JSON.stringify(entries)).not.toContain('冒名')
})

test('nothing is reported of a day to come or of a cancelled activity, and nothing planned beyond the subtree', async () => {
  const plan = aPlan({ plannedOn: '2026-12-20' })
  const { id } = plan
  await outlet.call(postPublicity, { body: plan })
  const early = { params: { id }, body: { ...aReport, heldOn: '2026-11-26' } }
  expect((await outlet.call(postPublicityReport, early)).body).toMatchObject({ fields: ['heldOn'] })
  expect((await outlet.call(postPublicityCancellation, { params: { id } })).body.state).toBe('cancelled')
  expect((await outlet.call(postPublicityReport, { params: { id }, body: aReport })).status).toBe(409)
  expect((await outlet.call(postPublicity, { body: aPlan({ institution: '10320501' }) })).status).toBe(404)
})
