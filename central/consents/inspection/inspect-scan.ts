/** Looks into a scan: it must be what it claims to be, whole, and nothing but pages. */

import { createHash, type X509Certificate } from 'node:crypto'
import type { ScanMediaType } from '#contract/consent.ts'
import { scanKind } from '#contract/rules/scan-kind.ts'
import type { ScanFindings } from '#contract/scan-findings.ts'
import { checkDisguise } from './check-disguise.ts'
import { checkPdfBytes } from './check-pdf-bytes.ts'
import type { GreyPicture } from './grey-picture.ts'
import { judgePage } from './judge-page.ts'
import { pdfSignatures } from './pdf-signature.ts'
import { readFormCode } from './read-form-code.ts'
import { readImage } from './read-image.ts'
import { readPdf } from './read-pdf.ts'
import { refuseScan } from './refuse-scan.ts'

export interface InspectedScan {
  readonly sha256: string
  readonly mediaType: ScanMediaType
  readonly pages: number
  readonly findings: ScanFindings
  /** The first pages, to be compared with those of other scans. */
  readonly pictures: readonly GreyPicture[]
}

export interface InspectionTrust {
  /** Whose word about the signer of a PDF is taken. */
  readonly authorities: readonly X509Certificate[]
  readonly at: Date
}

/**
 * @throws {AppError} `scan-unreadable`, `scan-oversized`, `scan-active`, `scan-locked`, `scan-disguised`; `scan-altered` for
 *   a signed PDF that is not what was signed.
 */
export async function inspectScan(bytes: Buffer, trust: InspectionTrust): Promise<InspectedScan> {
  const mediaType = scanKind(bytes)
  if (mediaType === undefined) throw refuseScan('scan-unreadable', 'The file is neither PDF nor JPEG, PNG or TIFF.')
  checkDisguise(bytes, mediaType)
  const isPdf = mediaType === 'application/pdf'
  if (isPdf) checkPdfBytes(bytes)
  const { pages, pictures } = await (isPdf ? readPdf(bytes) : readImage(bytes))
  const signatures = isPdf ? pdfSignatures(bytes, trust) : []
  if (signatures.includes('altered')) throw refuseScan('scan-altered', 'The PDF is not what was signed.')
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mediaType,
    pages,
    findings: { ...findingsOf(pictures), signatures },
    pictures,
  }
}

function findingsOf(pictures: readonly GreyPicture[]): Pick<ScanFindings, 'poorPages' | 'formCodes'> {
  const judged = pictures.map((picture, index) => ({ page: index + 1, problems: judgePage(picture) }))
  return {
    poorPages: judged.filter(({ problems }) => problems.length > 0),
    formCodes: pictures.flatMap((picture) => readFormCode(picture) ?? []),
  }
}
