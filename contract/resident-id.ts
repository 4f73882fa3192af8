const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checkCharacters = '10X98765432'

/**
 * Says whether a string is a well-formed resident identity number: 6 digits of region, a possible birth date, 3 digits
 * of sequence and the right check character. It does not say that the person exists.
 *
 * @see GB 11643-1999, section 4; ISO 7064:1983 MOD 11-2.
 */
export function isResidentId(idNumber: string): boolean {
  if (!/^[1-9]\d{5}(?:18|19|20)\d{9}[\dX]$/.test(idNumber)) return false
  return isBirthDate(idNumber.slice(6, 14)) && idNumber[17] === residentIdCheckCharacter(idNumber.slice(0, 17))
}

/** @param body The first 17 digits. @returns The check character, `0`–`9` or `X`. */
export function residentIdCheckCharacter(body: string): string {
  const sum = weights.reduce<number>((total, weight, index) => total + weight * Number(body[index]), 0)
  return checkCharacters[sum % 11] ?? ''
}

function isBirthDate(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))]
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
