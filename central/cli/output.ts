/** Where a command writes. */
export interface Output {
  /** Standard output: the result alone. */
  result(line: string): void
  /** Standard error: why. */
  reason(line: string): void
}

/** The command was given something it cannot work with; exit code 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput'
}
