/** Who may log in at a workstation of another institution. */

import type { Transaction } from '#central/database/database.ts'
import { isAssigned } from './assignment-repository.ts'

/** What log-in needs to know; who grants it is in the administration. */
export interface AssignmentService {
  isAssigned(tx: Transaction, whom: { userId: string; workstationId: string; at: Date }): Promise<boolean>
}

export const assignmentService: AssignmentService = { isAssigned }
