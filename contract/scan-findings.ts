/** What the service saw in a scan when it came in; told at once, while the customer is still there. */

import * as z from 'zod'
import { ScanMediaType } from '#contract/consent.ts'
import { ConsentFormId, Sha256Hex } from '#contract/values.ts'

/** `small`: too few pixels to be read; `faint`: hardly darker than its paper. */
export const pageProblems = ['blurred', 'dark', 'faint', 'small', 'blank'] as const
export const PageProblem = z.enum(pageProblems)
export type PageProblem = z.output<typeof PageProblem>

/**
 * `altered`: the file is not what was signed. `extended`: what was signed is whole, something was added later.
 * `unknown-signer`: whole, by somebody no authority of ours vouches for. `unknown-method`: it cannot be checked here.
 */
export const signatureVerdicts = ['valid', 'unknown-signer', 'extended', 'altered', 'unknown-method'] as const
export const SignatureVerdict = z.enum(signatureVerdicts)
export type SignatureVerdict = z.output<typeof SignatureVerdict>

/** The code on a form that this product printed: which form, and which of its pages. */
export const FormCode = z.strictObject({
  form: ConsentFormId,
  page: z.int().min(1).max(9),
  pages: z.int().min(1).max(9),
})
export type FormCode = z.output<typeof FormCode>

export const ScanFindings = z.strictObject({
  /** Pages that are hard to read; those that are well are left out. */
  poorPages: z.array(z.strictObject({ page: z.int().positive(), problems: z.array(PageProblem).min(1) })).max(60),
  signatures: z.array(SignatureVerdict).max(10),
  formCodes: z.array(FormCode).max(20),
})
export type ScanFindings = z.output<typeof ScanFindings>

export const UploadedScan = z.strictObject({
  mediaType: ScanMediaType,
  pages: z.int().positive(),
  sha256: Sha256Hex,
  findings: ScanFindings,
})
export type UploadedScan = z.output<typeof UploadedScan>
