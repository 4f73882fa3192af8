import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect } from 'vitest'
import { verifyLog } from '#central/audit/verify-log.ts'
import { getQuery, postQuery } from '#contract/http/query.ts'
import { postViewingEnd } from '#contract/http/viewing.ts'
import { aNaiveSession } from '#test/attack/naive/naive-service.ts'
import { attack } from '#test/attack/support/attack.ts'
import { aDevice, type Device } from '#test/support/device.ts'
import { aBoundDevice, anOfficer, logIn } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'
import { aViewer } from '#test/support/viewer.ts'

let service: TestService
let officer: Device
let colleague: Device
beforeAll(async () => {
  service = await startTestService()
  officer = await anOfficer(service)
  colleague = await anOfficer(service, 'E10023')
})
afterAll(() => service.stop())

async function anAnsweredQuery(): Promise<string> {
  const id = randomUUID()
  const consentId = await registerConsent(officer)
  await officer.call(postQuery, { body: { id, subject: borrower, purpose: '02', businessReference, consentId } })
  return id
}

const anyReport = () => {
  const { service: naive, token } = aNaiveSession()
  return naive.ask({ path: '/reports/1', token }).body
}

attack('E17', 'a viewing of another user, of another report, on another PC, over, and used up', {
  probe: async () => {
    const queryId = await anAnsweredQuery()
    const viewer = await aViewer(officer, queryId)
    await viewer.open()
    const asColleague = { ...(await aViewer(colleague, queryId)), id: viewer.id }
    expect((await colleague.send('POST', `/viewings/${viewer.id}/pages/1/views`, { body: {} })).status).toBe(404)
    expect((await asColleague.open()).status).toBe(404)
    expect((await viewer.releaseKey(99)).status).toBeGreaterThanOrEqual(400)
    const sealed = await viewer.sealedPage(1)
    const other = await aViewer(officer, await anAnsweredQuery())
    await other.open()
    const envelope = (await other.releaseKey(1)).body.envelope
    await expect(viewer.unseal(sealed.bytes, envelope, 1)).rejects.toThrow()

    await officer.call(postViewingEnd, { params: { id: viewer.id }, body: { ending: 'closed' } })
    expect((await viewer.releaseKey(1)).status).toBe(410)
    expect((await service.entries()).some(({ kind }) => kind === 'report.refused')).toBe(true)
  },
  control: anyReport,
})

attack('E18', 'another officer’s query and report, by their ids and by guessed ones', {
  probe: async () => {
    const queryId = await anAnsweredQuery()
    const known = await colleague.call(getQuery, { params: { id: queryId } })
    const guessed = await colleague.call(getQuery, { params: { id: randomUUID() } })
    expect([known.status, guessed.status]).toEqual([404, 404])
    expect(known.body).toEqual(guessed.body)
    const opened = await (await aViewer(colleague, queryId)).open()
    const unknown = await (await aViewer(colleague, randomUUID())).open()
    expect([opened.status, unknown.status]).toEqual([404, 404])
    expect(opened.body).toEqual(unknown.body)
  },
  control: anyReport,
})

attack('E19', 'a script with a valid log-in but without the client, reading as much as it can', {
  probe: async () => {
    const script = await aDevice(service)
    script.token = officer.token
    expect((await script.call(getQuery, { params: { id: randomUUID() } })).status).toBe(403)
    const queryId = await anAnsweredQuery()
    const openings: number[] = []
    for (let count = 0; count < 6; count += 1) {
      const viewer = await aViewer(officer, queryId)
      const { status } = await viewer.open()
      openings.push(status)
      if (status === 200) await viewer.releaseKey(1)
    }
    expect(openings).toEqual([200, 200, 200, 410, 410, 410])
    const views = (await service.entries()).filter(({ kind }) => kind === 'report.page-viewed')
    expect(views.length).toBeGreaterThanOrEqual(3)
  },
  control: () => Array.from({ length: 100 }, anyReport).join('\n'),
})

attack('D10', 'a request of an older copy of the user’s folder: what it proved before is refused', {
  probe: async () => {
    const restored = await aBoundDevice(service)
    await logIn(service, restored, 'E10023')
    const dpop = await restored.proof('GET', '/queries')
    expect((await restored.send('GET', '/queries', { headers: { dpop } })).status).toBe(200)
    const answer = await restored.send('GET', '/queries', { headers: { dpop } })
    expect(answer.status).toBe(401)
    expect((await service.entries()).at(-1)).toMatchObject({ kind: 'proof.refused', facts: { reason: 'replayed' } })
    await logIn(service, restored, 'E10023')
    colleague = restored
  },
  control: anyReport,
})

attack('E23', 'an entry of the log deleted, edited or moved', {
  probe: async () => {
    const verifierKey = service.services.audit.verifierKey
    expect((await verifyLog(service.database, verifierKey)).isIntact).toBe(true)
    await service.database.begin(async (tx) => {
      await tx.unsafe('set local session_replication_role = replica')
      await tx.unsafe("update log_entry set body = 'x' where id = (select entry_id from log_leaf where index = 3)")
    })
    const verdict = await verifyLog(service.database, verifierKey)
    expect(verdict.isIntact).toBe(false)
    expect(verdict.problems.join('\n')).toMatch(/\b3\b/)
  },
  control: () => {
    const { service: naive } = aNaiveSession()
    naive.log[0] = 'nobody logged in'
    return naive.log.join('\n')
  },
})

attack('E24', 'a report while the log cannot be written', {
  probe: async () => {
    const queryId = await anAnsweredQuery()
    const viewer = await aViewer(officer, queryId)
    await viewer.open()
    await service.stopSequencer()
    const { status, body } = await viewer.releaseKey(1)
    expect({ status, body }).toMatchObject({ status: 503, body: { code: 'log-unavailable' } })
    expect(JSON.stringify(body)).not.toContain('envelope')
  },
  control: anyReport,
})
