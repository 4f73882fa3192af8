/** Sends one file to the service, resumably (tus 1.0.0). */

import { type DetailedError, type HttpStack, Upload } from 'tus-js-client'
import { AppError } from '#contract/failure.ts'
import { UploadId } from '#contract/values.ts'
import { readFailure } from '#main/service/read-failure.ts'

const chunkBytes = 1024 * 1024
const retryDelaysMs = [0, 500, 1500, 3000]

export interface ScanUpload {
  readonly endpoint: string
  readonly bytes: Buffer
  readonly httpStack: HttpStack
  /** Where an earlier attempt stopped. */
  readonly resumeUrl?: string | undefined
  readonly onUrl: (url: string) => void
  readonly onProgress: (sentBytes: number, totalBytes: number) => void
}

/** @throws {AppError} What the service answered, or `offline` after the last retry. */
export function uploadScan(scan: ScanUpload): Promise<UploadId> {
  const { endpoint, bytes, httpStack, resumeUrl, onUrl, onProgress } = scan
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint,
      uploadUrl: resumeUrl ?? null,
      httpStack,
      chunkSize: chunkBytes,
      retryDelays: retryDelaysMs,
      storeFingerprintForResuming: false,
      // The default reads the file's path; there is nothing to be told apart here.
      fingerprint: async () => '',
      onShouldRetry: (error) => canRetry(error),
      onUploadUrlAvailable: () => onUrl(upload.url ?? ''),
      onProgress,
      onSuccess: () => {
        const id = UploadId.safeParse(upload.url?.split('/').at(-1))
        if (id.success) resolve(id.data)
        else reject(new AppError('unexpected', 'The service named no upload.'))
      },
      onError: (error) => reject(asAppError(error)),
    })
    upload.start()
  })
}

/** A missing nonce has come with the refusal; of the rest only what may pass by itself is tried again: a
 * place that moved on while the line was cut is asked for anew. */
function canRetry(error: DetailedError): boolean {
  const { code } = asAppError(error)
  const status = error.originalResponse?.getStatus() ?? 0
  return code === 'proof-required' || code === 'offline' || status === 409 || status === 423 || status >= 500
}

function asAppError(error: Error | DetailedError): AppError {
  if (error instanceof AppError) return error
  const { originalResponse, causingError } = error as Partial<DetailedError>
  if (originalResponse) return readFailure(originalResponse.getBody())
  if (causingError instanceof AppError) return causingError
  return new AppError('unexpected', 'The upload failed.', { cause: error })
}
