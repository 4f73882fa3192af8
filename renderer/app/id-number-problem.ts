import { isResidentId } from '#contract/resident-id.ts'

export type IdNumberProblem = 'length' | 'characters' | 'region' | 'birth-date' | 'check-digit'

/**
 * Says where a resident identity number is wrong, so that the officer knows where to look.
 *
 * @param idNumber Without spaces, `X` in upper case.
 * @returns The first problem from left to right, `undefined` exactly when the number is well formed.
 * @see GB 11643-1999, section 4.
 */
export function findIdNumberProblem(idNumber: string): IdNumberProblem | undefined {
  if (isResidentId(idNumber)) return undefined
  if (idNumber.length !== 18) return 'length'
  if (!/^\d{17}[\dX]$/.test(idNumber)) return 'characters'
  if (idNumber.startsWith('0')) return 'region'
  return isPossibleBirthDate(idNumber.slice(6, 14)) ? 'check-digit' : 'birth-date'
}

function isPossibleBirthDate(digits: string): boolean {
  const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
  const date = new Date(`${iso}T00:00:00Z`)
  const isCentury = /^(?:18|19|20)/.test(digits)
  return isCentury && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)
}
