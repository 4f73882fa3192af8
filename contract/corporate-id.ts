/** What identifies a company at the bureau: 中征码, unified social credit identifier, organization code. */

import { organizationCheckCharacter, type UsccProblem, usccProblem } from '#contract/uscc.ts'

export const corporateIdTypes = ['20', '10', '30'] as const
export type CorporateIdType = (typeof corporateIdTypes)[number]

export type CorporateIdProblem =
  | UsccProblem
  | 'credit-code-length'
  | 'credit-code-characters'
  | 'organization-length'
  | 'organization-characters'
  | 'organization-check'

/**
 * Says where a company's number is wrong, from left to right; `undefined` exactly when it is well formed.
 *
 * @param idType `20` unified social credit identifier (GB 32100-2015), `30` organization code (GB 11714-1997), `10` the
 *   bureau's own code (中征码), which has no public check digit.
 * @param text Without spaces and hyphens, letters in upper case.
 */
export function corporateIdProblem(idType: CorporateIdType, text: string): CorporateIdProblem | undefined {
  if (idType === '20') return usccProblem(text)
  return idType === '30' ? organizationProblem(text) : creditCodeProblem(text)
}

function creditCodeProblem(text: string): CorporateIdProblem | undefined {
  if (text.length !== 16) return 'credit-code-length'
  return /^[0-9A-Z]{3}\d{13}$/.test(text) ? undefined : 'credit-code-characters'
}

function organizationProblem(text: string): CorporateIdProblem | undefined {
  if (text.length !== 9) return 'organization-length'
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(text)) return 'organization-characters'
  return organizationCheckCharacter(text.slice(0, 8)) === text[8] ? undefined : 'organization-check'
}
