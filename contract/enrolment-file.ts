/**
 * Enrolment carried on a USB stick, for a PC that cannot reach the service: the PC's request goes to an administrator's
 * workstation, the service's binding comes back. Both files are one compact JWS (RFC 7515) and nothing else.
 */

import * as z from 'zod'
import { AppError } from '#contract/failure.ts'
import { Instant, InstitutionCode, Sha256Hex } from '#contract/values.ts'
import { Binding, EnrolmentRequest } from '#contract/workstation.ts'

/** A binding carries the service's certificates; a request is a tenth of it. */
export const maxEnrolmentFileBytes = 64 * 1024

/** `typ` of the two files' headers, so that one is never taken for the other. */
export const requestFileType = 'cqw-enrolment-request'
export const bindingFileType = 'cqw-binding'

export const EnrolmentFileText = z
  .string()
  .max(maxEnrolmentFileBytes)
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)

/** What a PC says of itself; signed with its device key, whose public part stands in the header. */
export const RequestFileClaims = z.strictObject({
  format: z.literal(1),
  /** Which service the PC is set up for. */
  serviceUrl: z.string().max(300),
  institution: InstitutionCode,
  /** Shows that the person at the PC knows the enrolment code, and for which key; see {@link codeProofText}. */
  codeProof: Sha256Hex,
  ...EnrolmentRequest.omit({ enrolmentCode: true }).shape,
  /** Of the PC's network cards. */
  addresses: z.array(z.union([z.ipv4(), z.ipv6()])).max(16),
  madeAt: Instant,
})
export type RequestFileClaims = z.output<typeof RequestFileClaims>

/** What the service answers; signed with the key of its TLS certificate, whose chain stands in the header. */
export const BindingFileClaims = z.strictObject({
  format: z.literal(1),
  serviceUrl: z.string().max(300),
  /** The one device key that this binding is good for (RFC 7638). */
  deviceThumbprint: z.string().regex(/^[\w-]{43}$/),
  binding: Binding,
  issuedAt: Instant,
})
export type BindingFileClaims = z.output<typeof BindingFileClaims>

/** Why a file was refused; the person is told in words and may choose another one. */
export const enrolmentFileProblems = [
  'unreadable',
  'unwritable',
  'too-large',
  'not-a-request',
  'not-a-binding',
  'altered',
  'other-service',
  'code',
  'out-of-use',
  'other-key',
  'untrusted',
  'certificate-expired',
  'other-log',
] as const
export type EnrolmentFileProblem = (typeof enrolmentFileProblems)[number]

/** HMAC-SHA-256 over this text under the SHA-256 of the enrolment code is the proof: the code itself stays at the PC. */
export function codeProofText(thumbprint: string): string {
  return `cqw enrolment ${thumbprint}`
}

export function fileRefused(problem: EnrolmentFileProblem, cause?: unknown): AppError {
  return new AppError('enrolment-file-refused', `The file was refused: ${problem}.`, { fields: [problem], cause })
}
