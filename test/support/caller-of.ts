import { randomBytes } from 'node:crypto'
import type { SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import type { Database } from '#central/database/database.ts'

/** Somebody of the demo bank as if logged in at another PC: for what a journey needs done elsewhere. */
export async function callerOf(
  { database, clock }: { database: Database; clock: Clock },
  employeeId: string,
): Promise<SessionCaller> {
  const [user] = await database`
    select app_user.id, employee.name, institution_code as institution, role
      from app_user join employee using (employee_id) where employee_id = ${employeeId}`
  const [workstation] = await database`select id, number, institution_code as institution from workstation limit 1`
  await database`update session set ended_at = ${clock()}, ending = 'logged-out' where user_id = ${user?.['id']} and ended_at is null`
  const [session] = await database`
    insert into session (id, token_hash, user_id, workstation_id, started_at, last_active_at)
    values (gen_random_uuid(), ${randomBytes(32)}, ${user?.['id']}, ${workstation?.['id']}, ${clock()}, ${clock()})
    returning id`
  return {
    address: '127.0.0.1',
    deviceThumbprint: '',
    publicKey: { kty: 'EC', crv: 'P-256', x: '', y: '' },
    workstation: workstation as unknown as SessionCaller['workstation'],
    session: { id: session?.['id'], startedAt: clock(), isLocked: false, isPasswordDue: false },
    user: { ...(user as unknown as SessionCaller['user']), employeeId, hasRights: true },
  }
}
