const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checkCharacters = '10X98765432'

/** First two digits of GB/T 2260: provinces; 81 to 83 are residence permits of Hong Kong, Macao and Taiwan. */
const provinces: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)

/** Where a number is wrong, from left to right. */
export type ResidentIdProblem = 'length' | 'characters' | 'region' | 'birth-date' | 'check-digit'

/**
 * Says where a resident identity number is wrong, so that one knows where to look: six digits of region, a possible
 * birth date, three digits of sequence, the check character.
 *
 * @param idNumber Without spaces, `X` in upper case.
 * @param today `YYYY-MM-DD`; when given, nobody was born later.
 * @returns The first problem; `undefined` exactly when the number is well formed. It does not say that the person exists.
 * @see GB 11643-1999 section 4; ISO 7064:1983 MOD 11-2. Numbers that begin with 9 are foreigners' permanent residence
 *   cards, where the province follows.
 */
export function residentIdProblem(idNumber: string, today?: string): ResidentIdProblem | undefined {
  if (idNumber.length !== 18) return 'length'
  if (!/^\d{17}[\dX]$/.test(idNumber)) return 'characters'
  if (!provinces.has(idNumber.startsWith('9') ? idNumber.slice(1, 3) : idNumber.slice(0, 2))) return 'region'
  if (!isBirthDate(idNumber.slice(6, 14), today)) return 'birth-date'
  return idNumber[17] === residentIdCheckCharacter(idNumber.slice(0, 17)) ? undefined : 'check-digit'
}

/** Whether a string is a well-formed resident identity number; see {@link residentIdProblem}. */
export function isResidentId(idNumber: string): boolean {
  return residentIdProblem(idNumber) === undefined
}

/** @param body The first 17 digits. @returns The check character, `0`–`9` or `X`. */
export function residentIdCheckCharacter(body: string): string {
  const sum = weights.reduce<number>((total, weight, index) => total + weight * Number(body[index]), 0)
  return checkCharacters[sum % 11] ?? ''
}

function isBirthDate(digits: string, today: string | undefined): boolean {
  const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
  const date = new Date(`${iso}T00:00:00Z`)
  const isPossible = /^(?:18|19|20)/.test(digits) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)
  return isPossible && (today === undefined || iso <= today)
}
