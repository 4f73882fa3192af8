/** What IT sets for this PC: which service it talks to, whose certificate it trusts. */

import { readFileSync, statSync } from 'node:fs'
import { posix, win32 } from 'node:path'
import * as z from 'zod'
import { EnrolmentRequest } from '#contract/workstation.ts'

const maxFileBytes = 64 * 1024

export const MachinePolicy = z.strictObject({
  /** Origin of the head-office service: no path, no user, no query. */
  serviceUrl: z
    .string()
    .refine(isHttpsOrigin)
    .transform((text) => new URL(text).origin),
  /** The one CA whose certificates the service may show, PEM. */
  caCertificate: z.string().regex(/^-----BEGIN CERTIFICATE-----\r?\n[\s\S]+-----END CERTIFICATE-----\s*$/),
  /** Spares the person at the PC the typing when IT rolls out silently. */
  enrolmentCode: EnrolmentRequest.shape.enrolmentCode.optional(),
  /** Where a scanner puts its files; they are taken from there while a consent is being made. */
  scannerFolder: z.string().min(1).max(1000).optional(),
})
export type MachinePolicy = z.output<typeof MachinePolicy>

/** The file is missing, cannot be read or does not say what it must. */
export class MachinePolicyError extends Error {
  override readonly name = 'MachinePolicyError'
  readonly problem: 'missing' | 'unreadable' | 'unprotected' | 'invalid'

  constructor(problem: MachinePolicyError['problem'], options?: ErrorOptions) {
    super(`The machine policy is ${problem}.`, options)
    this.problem = problem
  }
}

export interface PolicyPlace {
  readonly isProduction: boolean
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Where the file lies. Only an unpackaged build lets the environment name another. */
export function machinePolicyPath({ isProduction, platform, env }: PolicyPlace): string {
  const override = env['CQW_MACHINE_POLICY']
  if (!isProduction && override) return override
  if (platform === 'win32')
    return win32.join(env['ProgramData'] ?? 'C:\\ProgramData', 'CreditQueryWorkstation', 'policy.json')
  return posix.join('/etc', 'credit-query-workstation', 'policy.json')
}

/**
 * Reads at once, without waiting: nothing of the program may run before its settings are known.
 *
 * @param mustBeProtected Only an administrator may be able to write the file (POSIX; Windows has ACLs, which IT sets).
 * @throws {MachinePolicyError}
 */
export function readMachinePolicy(path: string, { mustBeProtected = false } = {}): MachinePolicy {
  const text = readText(path, mustBeProtected)
  const policy = MachinePolicy.safeParse(parseJson(text))
  if (!policy.success) throw new MachinePolicyError('invalid', { cause: policy.error })
  return policy.data
}

function readText(path: string, mustBeProtected: boolean): string {
  try {
    const { size, uid, mode } = statSync(path)
    if (size > maxFileBytes) throw new MachinePolicyError('invalid')
    const isProtected = uid === 0 && (mode & 0o022) === 0
    if (mustBeProtected && !isProtected) throw new MachinePolicyError('unprotected')
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof MachinePolicyError) throw error
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new MachinePolicyError(isMissing ? 'missing' : 'unreadable', { cause: error })
  }
}

function parseJson(text: string): unknown {
  try {
    // A byte order mark is what Windows editors leave behind.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

function isHttpsOrigin(text: string): boolean {
  try {
    const { protocol, origin, href } = new URL(text)
    return protocol === 'https:' && href === `${origin}/`
  } catch {
    return false
  }
}
