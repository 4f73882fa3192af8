/** What a new password may not be. Both sides judge alike: the screen at once, the service for good. */

export const passwordProblems = ['too-short', 'too-long', 'has-employee-id', 'common'] as const
export type PasswordProblem = (typeof passwordProblems)[number]

const maxLength = 128
/** Fewer different characters than this are a pattern and no password. */
const leastVariety = 5
/** What is left besides common words and digits must be at least this long. */
const leastRemainder = 4

/** Words that common passwords are made of, in Latin letters; among them what people at a bank think of first. */
const commonWords = [
  'password',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'passwort',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'asdf',
  'zxcvbnm',
  'qazwsx',
  'abcdefgh',
  'abcd',
  'abc',
  'iloveyou',
  'woaini',
  'aini',
  'welcome',
  'letmein',
  'administrator',
  'admin',
  'administer',
  'root',
  'test',
  'guest',
  'login',
  'user',
  'hello',
  'dragon',
  'monkey',
  'sunshine',
  'princess',
  'football',
  'master',
  'secret',
  'changeme',
  'default',
  'mima',
  'denglu',
  'nihao',
  'zhongguo',
  'china',
  'beijing',
  'shanghai',
  'zhengxin',
  'chaxun',
  'yinhang',
  'credit',
  'query',
  'bank',
  'pboc',
  'xinyong',
].toSorted((a, b) => b.length - a.length)

/**
 * The first thing wrong with a password by itself; whether it was used before only the service knows.
 *
 * @see NIST SP 800-63B section 3.1.1.2: length, and no context-specific or commonly used passwords.
 */
export function passwordProblem(
  password: string,
  { employeeId, minLength }: { readonly employeeId: string; readonly minLength: number },
): PasswordProblem | undefined {
  // Characters as a person counts them.
  if ([...password].length < minLength) return 'too-short'
  if (password.length > maxLength) return 'too-long'
  const plain = password.toLowerCase()
  if (plain.includes(employeeId.toLowerCase())) return 'has-employee-id'
  return isCommon(plain) ? 'common' : undefined
}

function isCommon(plain: string): boolean {
  if (new Set(plain).size < leastVariety) return true
  const withoutWords = commonWords.reduce((rest, word) => rest.replaceAll(word, ''), plain)
  return withoutWords.replace(/[\d\s\p{P}\p{S}]/gu, '').length < leastRemainder
}
