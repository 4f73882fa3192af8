/** Unified social credit identifiers (统一社会信用代码) and the organization codes inside them. */

const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const organizationWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const

/** Where an identifier is wrong, from left to right. */
export type UsccProblem = 'length' | 'characters' | 'region' | 'organization-check' | 'check-character'

/**
 * Says where a unified social credit identifier is wrong: registering authority, category, six digits of region,
 * organization code with its check character, and the check character of the whole.
 *
 * @param text Without spaces, letters in upper case.
 * @returns The first problem; `undefined` exactly when the identifier is well formed. It does not say that it was given out.
 * @see GB 32100-2015 section 5; GB 11714-1997 for the organization code.
 */
export function usccProblem(text: string): UsccProblem | undefined {
  if (text.length !== 18) return 'length'
  if (![...text].every((character) => characters.includes(character))) return 'characters'
  if (!/^\d{6}$/.test(text.slice(2, 8))) return 'region'
  if (organizationCheckCharacter(text.slice(8, 16)) !== text[16]) return 'organization-check'
  return usccCheckCharacter(text.slice(0, 17)) === text[17] ? undefined : 'check-character'
}

/** @param body The first 17 characters. @see GB 32100-2015 section 5.6: modulo 31, weights are powers of 3. */
export function usccCheckCharacter(body: string): string {
  let [sum, weight] = [0, 1]
  for (const character of body) {
    sum += characters.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return characters[(31 - (sum % 31)) % 31] ?? ''
}

/** @param body The first 8 characters of an organization code. @see GB 11714-1997: modulo 11, `X` stands for 10. */
export function organizationCheckCharacter(body: string): string {
  const sum = organizationWeights.reduce((total, weight, at) => total + weight * Number.parseInt(body[at] ?? '', 36), 0)
  const check = 11 - (sum % 11)
  if (check === 11) return '0'
  return check === 10 ? 'X' : String(check)
}
