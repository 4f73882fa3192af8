import { randomUUID } from 'node:crypto'
import type { SessionCaller } from '#central/caller.ts'
import type { Database } from '#central/database/database.ts'
import { demoBank } from '#test/support/service.ts'

/** Somebody of the demo bank as a service sees him, for what other domains hand over in their transactions. */
export async function sessionCaller(
  service: { database: Database; now(): Date },
  employeeId: string,
): Promise<SessionCaller> {
  const person = demoBank.users.find((user) => user.employeeId === employeeId)
  const [row] = await service.database`select id from app_user where employee_id = ${employeeId}`
  const institution = person?.institution ?? ''
  return {
    address: '127.0.0.1',
    deviceThumbprint: '',
    publicKey: { kty: 'EC', crv: 'P-256', x: '', y: '' },
    workstation: { id: randomUUID(), number: 'JJH-900', institution },
    session: { id: randomUUID(), startedAt: service.now(), isLocked: false, isPasswordDue: false },
    user: {
      id: row?.['id'],
      employeeId,
      name: person?.name ?? '',
      institution,
      role: person?.role ?? 'query-officer',
      hasRights: true,
    },
  }
}
