/** The one error shape that crosses a process or network boundary. */

import * as z from 'zod'

/** Each code has a sentence for the person at the screen in both languages (`renderer/locales`) and one HTTP status. */
export const failureCodes = [
  'invalid-input',
  'too-large',
  'not-found',
  'conflict',
  'forbidden',
  'proof-required',
  'proof-refused',
  'workstation-unknown',
  'workstation-pending',
  'workstation-revoked',
  'workstation-quarantined',
  'hardware-changed',
  'profile-rolled-back',
  'second-person-required',
  'not-impartial',
  'address-not-bound',
  'enrolment-refused',
  'enrolment-file-refused',
  'build-refused',
  'credentials-refused',
  'code-used',
  'codes-refused',
  'password-refused',
  'password-change-required',
  'signature-refused',
  'no-signing-token',
  'institution-in-use',
  'institution-closed',
  'employee-elsewhere',
  'table-unreadable',
  'file-altered',
  'user-not-active',
  'rights-lapsed',
  'admission-refused',
  'attempts-used-up',
  'bank-too-small',
  'paper-over',
  'test-not-passed',
  'return-not-due',
  'decision-refused',
  'session-ended',
  'session-locked',
  'export-refused',
  'file-not-written',
  'scan-unreadable',
  'scan-altered',
  'scan-oversized',
  'scan-active',
  'scan-locked',
  'scan-disguised',
  'bureau-unavailable',
  'queries-stopped',
  'report-not-ready',
  'viewing-over',
  'openings-used-up',
  'capture-refused',
  'log-unavailable',
  'log-proof-refused',
  'log-untrusted',
  'keychain-unavailable',
  'keychain-changed',
  'offline',
  'service-untrusted',
  'unexpected',
] as const

export type FailureCode = (typeof failureCodes)[number]

export const Failure = z.strictObject({
  code: z.enum(failureCodes),
  /** One English sentence for logs and for tools; screens show their own text of the code. Never a stack or SQL. */
  message: z.string().max(500),
  /** The input fields that were refused, as dotted paths; never their values. */
  fields: z.array(z.string().max(120)).max(20).optional(),
})
export type Failure = z.output<typeof Failure>

/** A failure the code foresaw. Anything else that is thrown is a bug. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: FailureCode
  readonly fields: readonly string[]

  constructor(code: FailureCode, message: string, options?: ErrorOptions & { fields?: readonly string[] }) {
    super(message, options)
    this.code = code
    this.fields = options?.fields ?? []
  }
}

/** Turns whatever was thrown into what may be shown; the caller logs the original. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof AppError)) return { code: 'unexpected', message: 'Something went wrong. It has been logged.' }
  const { code, message, fields } = error
  return fields.length === 0 ? { code, message } : { code, message, fields: [...fields] }
}

/** Reads the input of a boundary; the failure names the fields and never repeats what was in them. */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw)
  if (result.success) return result.data
  throw invalidInput(result.error.issues)
}

/** The failure for a refused input, from the issues a schema found. */
export function invalidInput(issues: readonly z.core.$ZodIssue[]): AppError {
  const fields = [...new Set(issues.flatMap(fieldsOf))].map((field) => field.slice(0, 120)).slice(0, 20)
  return new AppError('invalid-input', 'The input was refused.', { fields })
}

function fieldsOf(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key].join('.'))
  return [path.join('.') || '(whole)']
}
