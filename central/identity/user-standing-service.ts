import type { Transaction } from '#central/database/database.ts'
import { lockStanding, type UserStanding } from './user-repository.ts'

/** What other domains may know of a user: whether and for what he may ask. */
export interface UserStandingService {
  /** Reads the standing and locks the user until the transaction ends. */
  lock(tx: Transaction, userId: string): Promise<UserStanding>
}

export const userStandingService: UserStandingService = { lock: lockStanding }
