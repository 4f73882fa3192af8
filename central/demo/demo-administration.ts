/** What IT and head office of the demo bank do on their screens, done for the demo and the tests by the same functions. */

import type { Database } from '#central/database/database.ts'
import type { Services } from '#central/services.ts'
import type { Administrator } from '#central/workstations/administrator.ts'
import { AppError } from '#contract/failure.ts'
import type { WorkstationReason } from '#contract/workstation.ts'
import type { WorkstationStatus, WorkstationSummary } from '#contract/workstation-administration.ts'
import { getUser } from './demo-repository.ts'

const it = 'E60001'
const headOffice = 'E40001'

export type DemoAdministration = ReturnType<typeof createDemoAdministration>

export function createDemoAdministration(
  database: Database,
  services: Pick<Services, 'workstationReading' | 'workstationAdministration' | 'assignments'>,
) {
  const { workstationReading: reading, workstationAdministration: administration, assignments } = services
  const as = async (employeeId: string): Promise<Administrator> => ({ user: await getUser(database, employeeId) })
  return { list, issueCode, approve, changeAddresses, revoke, assign }

  async function list(status?: WorkstationStatus): Promise<WorkstationSummary[]> {
    const { workstations } = await reading.list(await as(headOffice))
    return workstations.filter((workstation) => status === undefined || workstation.status === status)
  }

  /** IT gives out a code; so head office may approve. */
  async function issueCode(institution: string, workstationNumber: string): Promise<string> {
    const [issued] = await administration.issueCodes(
      { institution, workstationNumbers: [workstationNumber] },
      await as(it),
    )
    return issued?.code ?? ''
  }

  /** @returns The workstation's id. */
  async function approve(number: string, addresses: readonly string[]): Promise<string> {
    const id = await idOf(number)
    await administration.approve(id, { addresses, challenge: null }, await as(headOffice))
    return id
  }

  async function changeAddresses(number: string, addresses: readonly string[]): Promise<void> {
    await administration.changeAddresses(await idOf(number), { addresses, challenge: null }, await as(headOffice))
  }

  async function revoke(number: string, reason: WorkstationReason = 'lost'): Promise<void> {
    await administration.revoke(await idOf(number), reason, await as(headOffice))
  }

  async function assign(number: string, grant: { employeeId: string; endsAt: Date }): Promise<void> {
    await assignments.assign(await idOf(number), grant, await as(headOffice))
  }

  async function idOf(number: string): Promise<string> {
    const found = (await list()).find((one) => one.number === number && one.status !== 'revoked')
    if (!found) throw new AppError('not-found', 'There is no such workstation.')
    return found.id
  }
}
