import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  getBusinessFeed,
  postBusinessDelivery,
  postBusinessFeed,
  postBusinessFeedTrial,
  postFeedKey,
} from '#contract/http/business-feed.ts'
import { getBusiness, postQuery } from '#contract/http/query.ts'
import { BusinessReference, QueryId } from '#contract/values.ts'
import type { Device } from '#test/support/device.ts'
import { anIdNumber } from '#test/support/id-numbers.ts'
import { anOfficer, aStaffMember } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let it: Device
let officer: Device
beforeAll(async () => {
  service = await startTestService()
  it = await aStaffMember(service, 'E60001')
  officer = await anOfficer(service)
})
afterAll(() => service.stop())

const head = '业务编号,业务类型,状态,产品,机构编码,角色,主体类型,名称,证件类型,证件号码'
const person = anIdNumber({ region: '320506', sequence: 77 })
const good = [
  `LA-2026-100001,申请,在办,个人住房贷款,1032050101,借款人,个人,徐一鸣,身份证,${person}`,
  `LA-2026-100001,申请,在办,个人住房贷款,1032050101,配偶,个人,何静,,${anIdNumber({ region: '320506', sequence: 78 })}`,
  'EL-2026-100002,合同,未结清,流动资金贷款,1032050101,借款人,企业,苏州恒瑞精密机械有限公司,统一社会信用代码,91320506MA1P4K7TXR',
]

function file(...lines: string[]): string {
  return Buffer.from([head, ...lines].join('\r\n')).toString('base64')
}

async function importAll(content: string) {
  const { body: plan } = await it.call(postBusinessFeedTrial, { body: { content } })
  const applied = await it.call(postBusinessFeed, { body: { content, planHash: plan.planHash } })
  return { plan, applied }
}

test('a trial lists what would change and changes nothing', async () => {
  const { body } = await it.call(postBusinessFeedTrial, { body: { content: file(...good) } })
  expect(body.changes).toMatchObject([
    { reference: 'LA-2026-100001', kind: 'new', parties: 2, line: 2 },
    { reference: 'EL-2026-100002', kind: 'new', businessKind: 'contract', parties: 1 },
  ])
  expect(JSON.stringify(body)).not.toContain('徐一鸣')
  const read = await officer.call(getBusiness, { params: { reference: BusinessReference.parse('LA-2026-100001') } })
  expect(read.status).toBe(404)
})

test('an import makes businesses that officers find; the same file again changes nothing', async () => {
  const { applied } = await importAll(file(...good))
  expect(applied.body).toEqual({ applied: 2 })
  const read = await officer.call(getBusiness, { params: { reference: BusinessReference.parse('LA-2026-100001') } })
  expect(read.body).toMatchObject({ status: 'open', parties: [{ role: 'borrower' }, { role: 'spouse' }] })
  const again = await importAll(file(...good))
  expect(again.plan).toMatchObject({ changes: [], unchanged: 2 })
  expect(again.applied.body).toEqual({ applied: 0 })
})

test('bad rows are listed with their line, and good businesses of the same file are kept', async () => {
  const { plan, applied } = await importAll(
    file(
      'LA-2026-100003,申请,在办,消费贷款,1032050101,借款人,个人,冯远,身份证,320506198603140211',
      `LA-2026-100004,申请,在办,消费贷款,1032050101,借款人,个人,冯远,身份证,${person}`,
      `LA-2026-100004,申请,结清,消费贷款,1032050101,担保人,个人,冯远,身份证,${person}`,
      `LA-2026-100005,申请,在办,消费贷款,9999999999,借款人,个人,冯远,身份证,${person}`,
      `LA-2026-100006,申请,在办,消费贷款,1032050101,借款人,个人,冯远,身份证,${person}`,
    ),
  )
  expect(plan.badRows).toEqual([
    { line: 2, problem: 'id-number' },
    { line: 3, problem: 'other-row' },
    { line: 4, problem: 'contradicts' },
    { line: 5, problem: 'institution-unknown' },
  ])
  expect(applied.body).toEqual({ applied: 1 })
})

test('a file as Excel writes it on a Chinese system is read', async () => {
  // 合同 and 结清 in GBK; the rest is ASCII.
  const gbk = Buffer.concat([
    Buffer.from('reference,kind,status,institution,role,subjectKind,name,idType,idNumber\r\nLC-2024-000077,'),
    Buffer.from([0xba, 0xcf, 0xcd, 0xac]),
    Buffer.from(','),
    Buffer.from([0xbd, 0xe1, 0xc7, 0xe5]),
    Buffer.from(`,1032050101,borrower,personal,Jiang Guoqiang,10,${person}\r\n`),
  ])
  const { body } = await it.call(postBusinessFeedTrial, { body: { content: gbk.toString('base64') } })
  expect(body.changes).toMatchObject([{ reference: 'LC-2024-000077', kind: 'settled' }])
})

test('what changed since the trial is not applied', async () => {
  const content = file(good[0]?.replace('在办', '撤销') ?? '', good[1]?.replace('在办', '撤销') ?? '')
  const { body: plan } = await it.call(postBusinessFeedTrial, { body: { content } })
  expect(plan.changes).toMatchObject([{ kind: 'withdrawn' }])
  await importAll(content)
  const late = await it.call(postBusinessFeed, { body: { content, planHash: plan.planHash } })
  expect(late.body).toMatchObject({ code: 'conflict' })
})

test('a loan system delivers with a key, and with nothing else', async () => {
  const { body: key } = await it.call(postFeedKey, { body: { name: '信贷系统' } })
  const deliver = (secret: string, isTrial = false) =>
    service.app.inject({
      method: 'POST',
      url: postBusinessDelivery.url,
      headers: { authorization: `Bearer ${secret}` },
      payload: {
        content: file(`LA-2026-100007,申请,在办,消费贷款,1032050101,借款人,个人,冯远,身份证,${person}`),
        isTrial,
      },
    })
  expect((await deliver('x'.repeat(43))).statusCode).toBe(403)
  expect((await service.entries()).at(-1)).toMatchObject({ kind: 'business-feed.refused' })
  expect((await deliver(key.secret, true)).json()).toMatchObject({ changes: [{ kind: 'new' }] })
  expect((await deliver(key.secret)).json()).toMatchObject({ changes: [{ kind: 'new' }] })
  expect((await deliver(key.secret)).json()).toMatchObject({ changes: [], unchanged: 1 })
  const rows = await service.database`select secret_hash from feed_key`
  expect(JSON.stringify(rows)).not.toContain(key.secret)
})

test('once the feed is late a query needs a release, and says so', async () => {
  const consentId = await registerConsent(officer)
  const ask = async () => {
    const id = QueryId.parse(crypto.randomUUID())
    const { body } = await officer.call(postQuery, {
      body: { id, subject: borrower, purpose: '02', businessReference, consentId: consentId as never },
    })
    return body.decision
  }
  expect((await ask()).reasons.map(({ rule }) => rule)).not.toContain('business-feed-late')
  await service.database`update business_feed set received_at = ${new Date(service.now().getTime() - 31 * 3_600_000)}`
  expect((await ask()).reasons).toContainEqual(
    expect.objectContaining({ rule: 'business-feed-late', isReleasable: true, facts: { hours: 31 } }),
  )
  expect((await it.call(getBusinessFeed, {})).body).toMatchObject({ isLate: true })
})

test('an officer neither imports nor issues keys', async () => {
  expect((await officer.call(postBusinessFeedTrial, { body: { content: file() } })).status).toBe(403)
  expect((await officer.call(postFeedKey, { body: { name: 'x1' } })).status).toBe(403)
})
