/** Whether an administrator may give or change somebody's token: pure. */

import type { Token } from '#contract/token.ts'

export type TokenRefusal = 'own' | 'handed-over-password' | 'identity-check-due' | 'not-active' | 'wrong-codes'

export interface HolderFacts {
  readonly id: string
  readonly status: 'active' | 'suspended' | 'stopped'
  /** Who handed over a password that has not been changed since. */
  readonly passwordHandedOverBy: string | null
  readonly openCheck: unknown
}

/** No one administrator holds both factors of a user, and who lost a token is seen by two before he gets another. */
export function whyNotGive(holder: HolderFacts, by: string): TokenRefusal | undefined {
  if (holder.id === by) return 'own'
  if (holder.passwordHandedOverBy === by) return 'handed-over-password'
  if (holder.openCheck !== null) return 'identity-check-due'
  return holder.status === 'stopped' ? 'not-active' : undefined
}

export function ownTokenRefusal({ userId }: { readonly userId: string | null }, by: string): TokenRefusal | undefined {
  return userId === by ? 'own' : undefined
}

/** OCRA tokens sign; those of GM/T 0021 do either; the others log in. */
export function canUseAs(profile: Token['profile'], use: Token['use']): boolean {
  if (profile === 'ocra') return use === 'signing'
  return use === 'log-in' || profile.startsWith('gmt-')
}
