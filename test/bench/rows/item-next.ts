import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SessionCaller } from '#central/caller.ts'
import { createPagePainter } from '#central/consents/page-painter.ts'
import type { Database } from '#central/database/database.ts'
import { makeSecrets, seedDemo } from '#central/demo/seed-demo.ts'
import { openKeyRing } from '#central/keys/key-ring.ts'
import { createLogger } from '#central/logger.ts'
import { type ServiceInstance, startService } from '#central/service-instance.ts'
import { foldersOf, readSettings } from '#central/settings.ts'
import { ConsentRegistration } from '#contract/consent.ts'
import { QueryRequest } from '#contract/query.ts'
import { makeServerCertificate } from '#scripts/certificates.ts'
import { readDemoBank } from '#scripts/demo/demo-service.ts'
import { type Effort, quantile, type Row } from '#test/bench/harness.ts'

/** A Wednesday, 10:00 in Shanghai. */
const clockStart = '2026-11-25T10:00:00+08:00'
const waiting = 5000
const scanFile = 'assets/demo/consent/授权书.pdf'

/** What a checker waits for at worst: the next item handed out and recorded, its scan unsealed, its first page drawn. */
export const itemNext: Row = {
  name: 'item-next',
  unit: 'ms, p95',
  against: `drawing the same page of the same file from memory; ${waiting} items wait in the queue`,
  reach: 1.5,
  better: 'lower',
  rounds: { full: 7, quick: 3 },
  async prepare({ isQuick, folder }) {
    const perRound = isQuick ? 8 : 25
    const { instance, checker } = await openQueue(folder)
    const { checks } = instance.services.watching
    const painter = createPagePainter()
    const bytes = readFileSync(scanFile)
    const handedOut: number[] = []
    const next = async () => {
      const began = performance.now()
      const [item] = await checks.next({ held: [], count: 1 }, checker)
      handedOut.push(performance.now() - began)
      if (!item) throw new Error('The queue is empty.')
      await checks.page(item.id, 1, checker)
      const took = performance.now() - began
      await checks.decide(item.id, { verdict: 'accepted' }, checker)
      return took
    }
    const draw = async () => {
      const began = performance.now()
      await painter.paint({ bytes, mediaType: 'application/pdf', page: 1 })
      return performance.now() - began
    }
    return {
      ours: async () => quantile(await repeat(perRound, next), 0.95),
      reference: async () => quantile(await repeat(perRound, draw), 0.95),
      notes: () => [`handing out alone, without the page: p95 ${quantile(handedOut, 0.95).toFixed(1)} ms`],
      end: () => instance.stop(),
    }
  },
}

async function repeat(times: number, work: () => Promise<number>): Promise<number[]> {
  const took: number[] = []
  for (let time = 0; time < times; time += 1) took.push(await work())
  return took
}

async function openQueue(folder: Effort['folder']) {
  const instance = await openService(folder)
  const { database, services } = instance
  const officer = await callerOf(database, 'E10017')
  const bytes = readFileSync(scanFile)
  const uploadId = await services.uploads.create(bytes.length, officer)
  for (let offset = 0; offset < bytes.length; offset += 256 * 1024)
    await services.uploads.append(uploadId, offset, bytes.subarray(offset, offset + 256 * 1024))
  await services.uploads.finish(uploadId, officer)
  const subject = { name: '沈嘉禾', idType: '10', idNumber: '320506198603140210' }
  const about = { subject, businessReference: 'LA-2026-000318' }
  const consent = ConsentRegistration.parse({
    ...about,
    id: randomUUID(),
    purposes: ['02'],
    signedOn: '2026-11-20',
    scans: [{ uploadId, sha256: createHash('sha256').update(bytes).digest('hex') }],
  })
  await services.consents.register(consent, officer)
  const query = QueryRequest.parse({ ...about, id: randomUUID(), purpose: '02', consentId: consent.id })
  const { state } = await services.queries.ask(query, officer)
  if (state !== 'answered') throw new Error(`The query of the bench is ${state}.`)
  await multiply(database)
  return { instance, checker: await callerOf(database, 'E20001') }
}

async function openService(folder: string): Promise<ServiceInstance> {
  const names = { dns: ['localhost'], ip: ['127.0.0.1'] }
  const { certificate, privateKey } = await makeServerCertificate(names, new Date(clockStart))
  const files = { certificate: join(folder, 'service.pem'), key: join(folder, 'service-key.pem') }
  writeFileSync(files.certificate, certificate)
  writeFileSync(files.key, privateKey, { mode: 0o600 })
  const settings = readSettings({
    CQW_MODE: 'test',
    CQW_DATA_FOLDER: join(folder, 'central'),
    CQW_LISTEN_PORT: '0',
    CQW_TLS_CERTIFICATE_FILE: files.certificate,
    CQW_TLS_KEY_FILE: files.key,
    CQW_CLOCK_START: clockStart,
  })
  const instance = await startService(settings, { logger: createLogger('warn'), version: '0.1.0' })
  const bank = readDemoBank()
  const keys = await openKeyRing(foldersOf(settings).keyFile)
  await seedDemo(instance.database, keys, { bank, secrets: makeSecrets(bank), now: instance.clock() })
  return instance
}

/** The same query many times over, each with its item. */
async function multiply(database: Database): Promise<void> {
  await database`
    insert into query (id, user_id, session_id, workstation_id, institution_code, subject_id, purpose, business_reference,
                       consent_id, asked_at, request_hash, state, decision, facts)
    select gen_random_uuid(), user_id, session_id, workstation_id, institution_code, subject_id, purpose,
           business_reference, consent_id, asked_at, request_hash, state, decision, facts
      from query, generate_series(1, ${waiting}::integer)`
  await database`
    insert into item_check (id, query_id, level, queues, barred, state, waiting_since)
    select gen_random_uuid(), query.id, 1, first.queues, first.barred, 'waiting', first.waiting_since
      from query, item_check first where query.id <> first.query_id`
  await database`analyze item_check, query`
}

/** Somebody of the demo bank at a PC of his own, as a session that was opened there would say. */
async function callerOf(database: Database, employeeId: string): Promise<SessionCaller> {
  const [row] = await database`
    select app_user.id, employee.name, employee.institution_code as institution, role
      from app_user join employee using (employee_id) where employee_id = ${employeeId}`
  const user = row as unknown as Pick<SessionCaller['user'], 'id' | 'name' | 'institution' | 'role'>
  const [workstation, session] = [randomUUID(), randomUUID()]
  const number = `BNC-${employeeId}`
  const jwk = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) } as const
  const at = new Date(clockStart)
  await database`
    insert into workstation (id, number, institution_code, thumbprint, public_jwk, factors, platform, status, requested_at)
    values (${workstation}, ${number}, ${user.institution}, ${number}, ${database.json(jwk)}, '{}', 'linux', 'approved', ${at})`
  await database`
    insert into session (id, token_hash, user_id, workstation_id, started_at, last_active_at)
    values (${session}, ${Buffer.from(employeeId)}, ${user.id}, ${workstation}, ${at}, ${at})`
  return {
    address: '127.0.0.1',
    deviceThumbprint: number,
    publicKey: jwk,
    workstation: { id: workstation, number, institution: user.institution },
    session: { id: session, startedAt: at, isLocked: false, isPasswordDue: false },
    user: { ...user, employeeId, hasRights: true },
  }
}
