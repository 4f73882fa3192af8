import { AppError, Failure } from '#contract/failure.ts'

/** The failure in an answer's body; an answer of another form is nothing the service would say. */
export function readFailure(body: Uint8Array | string): AppError {
  const failure = Failure.safeParse(parseJson(typeof body === 'string' ? body : Buffer.from(body).toString('utf8')))
  if (!failure.success) return new AppError('unexpected', 'The service answered with something unknown.')
  const { code, message, fields = [] } = failure.data
  return new AppError(code, message, { fields })
}

/** `undefined` for what is no JSON, which no schema of ours accepts. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
