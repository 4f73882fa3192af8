import { AppError, type FailureCode } from '#contract/failure.ts'

export type ScanRefusal = Extract<FailureCode, `scan-${string}`>

/** @param message For the log and for tools; the screen has its own text of the code. */
export function refuseScan(code: ScanRefusal, message: string, cause?: unknown): AppError {
  return new AppError(code, message, { cause })
}
