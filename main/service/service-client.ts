/** Calls the endpoints of the head-office service, typed by `contract/http`. */

import type * as z from 'zod'
import { AppError } from '#contract/failure.ts'
import { type Endpoint, sealedPageMediaType } from '#contract/http/endpoint.ts'
import { type Exchange, type ExchangeAnswer, StaleConnectionError } from './exchange.ts'
import { parseJson, readFailure } from './read-failure.ts'
import type { RequestSigner } from './request-signer.ts'

const defaultTimeoutMs = 15_000

type Shapes = Endpoint['schema']
type InputOf<E extends Endpoint, Part extends 'params' | 'body'> = E['schema'][Part] extends z.ZodType
  ? { readonly [P in Part]: z.input<E['schema'][Part]> }
  : { readonly [P in Part]?: never }

export type CallInput<E extends Endpoint> = InputOf<E, 'params'> &
  InputOf<E, 'body'> & { readonly token?: string | undefined; readonly timeoutMs?: number }
export type Answer<E extends Endpoint> = z.output<E['schema']['response'][200]>

export interface ServiceClient {
  /** @throws {AppError} With the code the service answered, or `offline`, `service-untrusted`, `unexpected`. */
  call<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<Answer<E>>
}

export interface ServiceClientDependencies {
  readonly serviceUrl: string
  readonly exchange: Exchange
  readonly signer: RequestSigner
}

interface Wanted {
  readonly method: string
  readonly url: string
  readonly token: string | undefined
  readonly body: Uint8Array | undefined
  readonly timeoutMs: number
}

export function createServiceClient({ serviceUrl, exchange, signer }: ServiceClientDependencies): ServiceClient {
  return {
    async call(endpoint, input) {
      const { params, body, token, timeoutMs = defaultTimeoutMs } = input
      const wanted: Wanted = {
        method: endpoint.method,
        url: serviceUrl + fillPath(endpoint.url, params),
        token,
        body: body === undefined ? undefined : Buffer.from(JSON.stringify(body)),
        timeoutMs,
      }
      const answer = await sendWithNonce(wanted)
      if (answer.status !== 200) throw readFailure(answer.body)
      return parseAnswer(endpoint.schema.response[200], answer) as Answer<typeof endpoint>
    },
  }

  /** The first request of a while has no nonce; the service then says which one to use. */
  async function sendWithNonce(wanted: Wanted): Promise<ExchangeAnswer> {
    const first = await sendFresh(wanted)
    const isNonceMissing = first.status === 401 && readFailure(first.body).code === 'proof-required'
    return isNonceMissing ? sendFresh(wanted) : first
  }

  async function sendFresh(wanted: Wanted): Promise<ExchangeAnswer> {
    try {
      return await send(wanted)
    } catch (error) {
      if (error instanceof StaleConnectionError) return send(wanted)
      throw error
    }
  }

  async function send({ method, url, token, body, timeoutMs }: Wanted): Promise<ExchangeAnswer> {
    const proof = await signer.sign({ method, url, token })
    const headers = { accept: `application/json, ${sealedPageMediaType}`, ...proof }
    const answer = await exchange(
      body === undefined
        ? { method, url, headers, timeoutMs }
        : { method, url, headers: { ...headers, 'content-type': 'application/json' }, body, timeoutMs },
    )
    signer.noticeNonce(answer.headers)
    return answer
  }
}

/** Fills `:name` of a path; a value can never add a segment. */
export function fillPath(path: string, params: unknown): string {
  const values = new Map<string, unknown>(Object.entries(params ?? {}))
  return path.replace(/:(\w+)/g, (_, name: string) => {
    if (!values.has(name)) throw new TypeError(`The address lacks its ${name}.`)
    return encodeURIComponent(String(values.get(name)))
  })
}

function parseAnswer(schema: Shapes['response'][200], { headers, body }: ExchangeAnswer): unknown {
  const isBytes = headers['content-type']?.startsWith(sealedPageMediaType) ?? false
  const result = schema.safeParse(isBytes ? new Uint8Array(body) : parseJson(body.toString('utf8')))
  if (result.success) return result.data
  throw new AppError('unexpected', 'The service answered with something unknown.', { cause: result.error })
}
