/** The bureau behind an HTTPS interface. Whatever fails ends without a report, and nothing is charged twice. */

import { type BureauAdapter, type BureauAnswer, BureauError, BureauRequest } from '#central/bureau/bureau-adapter.ts'
import { AppError, parseInput } from '#contract/failure.ts'
import {
  admit,
  type BreakerLimits,
  type BreakerState,
  closedBreaker,
  noteFailure,
  noteSuccess,
} from './circuit-breaker.ts'
import { type BureauLine, type BureauMessage, type BureauReply, countdown, createExchange } from './exchange.ts'
import { ChargeList, isAnswerTo, KeyConflict, NeverCharged, Refusal, ReportReply, requestBody } from './wire.ts'

export interface HttpsBureauOptions extends BureauLine {
  readonly breaker: BreakerLimits
  /** A clock that never goes back. */
  readonly monotonicMs: () => number
}

/** Far above a report of forty pages. */
const maxReportBytes = 4 * 1024 * 1024
const maxListBytes = 32 * 1024 * 1024

/**
 * `POST /reports` with the query's id as `Idempotency-Key` asks, `GET /reports/:key` looks up, `GET /charges?day=`
 * lists.
 *
 * The second try: a request that never left is sent once more; one that may have been read is looked up, not sent
 * again. What stays unknown is for a later look-up: an answer of "never charged" at once could be too early.
 */
export function createHttpsBureau(options: HttpsBureauOptions): BureauAdapter {
  const exchange = createExchange(options)
  let state: BreakerState = closedBreaker

  return {
    async ask(input) {
      const request = parseInput(BureauRequest, input)
      const left = countdown(options.deadlineMs)
      return post(request, left).catch((error: unknown) => tryAgain(request, error, left))
    },

    lookUp: (request) => get(parseInput(BureauRequest, request), countdown(options.deadlineMs)),
    async listCharges(day) {
      const message = { method: 'GET', path: `/charges?day=${day}`, maxReplyBytes: maxListBytes } as const
      const { status, body } = await send(message, options.deadlineMs)
      if (status !== 200) throw new BureauError('error-status')
      const list = ChargeList.safeParse(body)
      if (!list.success) throw new BureauError('unreadable')
      if (list.data.day !== day) throw new BureauError('other-query')
      return list.data.charges
    },

    close: async () => undefined,
  }

  async function post(request: BureauRequest, left: () => number): Promise<BureauAnswer> {
    const reply = await send(
      {
        method: 'POST',
        path: '/reports',
        maxReplyBytes: maxReportBytes,
        headers: { 'idempotency-key': request.idempotencyKey },
        body: requestBody(request),
      },
      left(),
    )
    return readReport(reply, request)
  }

  async function get(request: BureauRequest, left: () => number): Promise<BureauAnswer | undefined> {
    const path = `/reports/${request.idempotencyKey}`
    const reply = await send({ method: 'GET', path, maxReplyBytes: maxReportBytes }, left())
    if (reply.status === 404) {
      const never = NeverCharged.safeParse(reply.body)
      if (never.data?.idempotencyKey !== request.idempotencyKey) throw new BureauError('error-status')
      return undefined
    }
    return readReport(reply, request)
  }

  async function tryAgain(request: BureauRequest, error: unknown, left: () => number): Promise<BureauAnswer> {
    if (!(error instanceof BureauError) || error.trouble === 'paused' || error.trouble === 'refused') throw error
    if (error.trouble === 'not-connected') return post(request, left)
    // The failure of this look-up says no more than the first one's.
    const given = await get(request, left).catch(() => undefined)
    if (given === undefined) throw error
    return given
  }

  async function send(message: BureauMessage, leftMs: number): Promise<BureauReply> {
    const { breaker, monotonicMs } = options
    if (leftMs <= 0) throw new BureauError('timed-out')
    const entry = admit(state, monotonicMs(), breaker)
    state = entry.state
    if (!entry.isAdmitted) throw new BureauError('paused')
    try {
      const reply = await exchange(message, leftMs)
      if (reply.status >= 500 || reply.status < 200) throw new BureauError('error-status')
      state = noteSuccess(state)
      return reply
    } catch (error) {
      state = noteFailure(state, monotonicMs(), breaker)
      throw error
    }
  }
}

/** @throws {BureauError} For everything that is not the whole answer to this request. */
function readReport({ status, body }: BureauReply, request: BureauRequest): BureauAnswer {
  const { idempotencyKey } = request
  if (status === 409 && KeyConflict.safeParse(body).data?.idempotencyKey === idempotencyKey)
    throw new AppError('conflict', 'This key was used for another query.')
  if (status === 422 && Refusal.safeParse(body).data?.idempotencyKey === idempotencyKey)
    throw new BureauError('refused')
  if (status !== 200) throw new BureauError('error-status')

  const reply = ReportReply.safeParse(body)
  // The issues quote what was received, so they are left behind.
  if (!reply.success) throw new BureauError('unreadable')
  if (!isAnswerTo(request, reply.data)) throw new BureauError('other-query')
  const { reportNumber, reportedAt, report } = reply.data
  return { reportNumber, reportedAt, report }
}
