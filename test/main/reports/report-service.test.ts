import { expect, test, vi } from 'vitest'
import { AppError } from '#contract/failure.ts'
import { QueryId, ViewingId } from '#contract/values.ts'
import { createReportService, type ReportWindowListeners } from '#main/reports/report-service.ts'
import type { SessionService } from '#main/session/session-service.ts'
import { aLog } from '#test/support/client-parts.ts'
import { protectedPc } from '#test/support/viewer.ts'

const queryId = QueryId.parse('0197f6a0-0000-4000-8000-000000000001')
const otherQueryId = QueryId.parse('0197f6a0-0000-4000-8000-000000000002')
const viewingId = ViewingId.parse('0197f6a0-0000-4000-8000-00000000000a')
const viewerKey = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) } as const

const viewing = {
  unattendedSeconds: 120,
  viewableUntil: '2026-11-26T02:00:00.000Z',
  watermark: { employeeId: 'E10017', openedAt: '2026-11-25T02:00:00.000Z' },
}

function setUp() {
  const journal: string[] = []
  let failure: AppError | undefined
  let now = 0
  let listeners: ReportWindowListeners | undefined
  let waiting: { ms: number; action: () => void } | undefined
  const session = {
    token: () => 'a-token',
    call: async (
      { method, url }: { method: string; url: string },
      { body }: { body?: { ending?: string; attempt?: string } },
    ) => {
      const said = body?.ending ?? body?.attempt
      journal.push(said ? `${method} ${url} ${said}` : `${method} ${url}`)
      if (failure) throw failure
      if (url.endsWith('/views')) return { receipt: 'a receipt', consistency: [], envelope: 'an envelope' }
      return url.endsWith('/viewings') ? viewing : {}
    },
  }
  const verifyReceipt = vi.fn(async () => 'an entry id')
  const reports = createReportService({
    session: session as unknown as SessionService,
    receipts: { begin: () => ({ knownSize: 17, verify: verifyReceipt }) },
    deviceThumbprint: async () => 'thumbprint',
    openWindow: (given) => {
      journal.push('window opened')
      listeners = given
      return {
        captureFacts: async () => protectedPc,
        focus: () => void journal.push('focused'),
        destroy: () => void journal.push('destroyed'),
      }
    },
    announceAway: (isAway) => void journal.push(isAway ? 'hidden' : 'shown'),
    after: (ms, action) => {
      waiting = { ms, action }
      return () => {
        waiting = undefined
      }
    },
    onClosed: () => void journal.push('closed announced'),
    newViewingId: () => viewingId,
    clock: () => now,
    note: async (kind, facts) => void journal.push(`noted ${kind} ${facts?.['attempt']}`),
    log: aLog().log,
  })
  return {
    reports,
    journal,
    verifyReceipt,
    wait: (ms: number) => {
      now += ms
    },
    goAway: (ending: 'closed' | 'lost') => listeners?.onGone(ending),
    look: (isAway: boolean) => listeners?.onAttention(isAway),
    waiting: () => waiting,
    fail: (code: AppError['code'] | undefined) => {
      failure = code && new AppError(code, 'Refused.')
    },
  }
}

test('a second report waits until the first is closed', async () => {
  const { reports, journal } = setUp()
  reports.open(queryId)
  reports.open(queryId)
  expect(journal).toEqual(['window opened', 'focused'])
  expect(() => reports.open(otherQueryId)).toThrow(expect.objectContaining({ code: 'conflict' }))
  await reports.close('closed')
  expect(() => reports.open(otherQueryId)).not.toThrow()
})

test('a key goes on only after its receipt has been checked', async () => {
  const { reports, verifyReceipt } = setUp()
  reports.open(queryId)
  await reports.start(viewerKey)
  expect(await reports.releasePageKey(3)).toEqual({ entryId: 'an entry id', envelope: 'an envelope' })
  expect(verifyReceipt).toHaveBeenCalledExactlyOnceWith(
    { receipt: 'a receipt', consistency: [] },
    {
      viewingId,
      queryId,
      page: 3,
      employeeId: 'E10017',
      deviceThumbprint: 'thumbprint',
      openedAt: '2026-11-25T02:00:00.000Z',
      viewableUntil: '2026-11-26T02:00:00.000Z',
    },
  )
})

test('a refused receipt keeps the key back', async () => {
  const { reports, verifyReceipt } = setUp()
  reports.open(queryId)
  await reports.start(viewerKey)
  verifyReceipt.mockImplementation(() => {
    throw new AppError('log-proof-refused', 'Refused.')
  })
  await expect(reports.releasePageKey(3)).rejects.toMatchObject({ code: 'log-proof-refused' })
})

test.each([
  ['the person closes it', 'closed'],
  ['its process dies', 'lost'],
] as const)('when %s the service hears %s', async (_what, ending) => {
  const { reports, journal, goAway } = setUp()
  reports.open(queryId)
  await reports.start(viewerKey)
  goAway(ending)
  await vi.waitFor(() => expect(journal.at(-1)).toBe('closed announced'))
  expect(journal.slice(-3)).toEqual(['destroyed', `POST /viewings/:id/end ${ending}`, 'closed announced'])
})

test('a viewing that never began is not ended at the service', async () => {
  const { reports, journal, fail } = setUp()
  reports.open(queryId)
  fail('openings-used-up')
  await expect(reports.start(viewerKey)).rejects.toMatchObject({ code: 'openings-used-up' })
  await reports.close('closed')
  expect(journal.filter((line) => line.includes('/end'))).toEqual([])
})

test('the window goes even when the service cannot be told', async () => {
  const { reports, journal, fail } = setUp()
  reports.open(queryId)
  await reports.start(viewerKey)
  fail('offline')
  await reports.close('session-ended')
  expect(journal).toContain('destroyed')
})

test('closing twice ends once', async () => {
  const { reports, journal, goAway } = setUp()
  reports.open(queryId)
  await reports.start(viewerKey)
  await Promise.all([reports.close('closed'), reports.close('closed')])
  goAway('closed')
  expect(journal.filter((line) => line === 'destroyed')).toHaveLength(1)
})

test('after the end nothing of the report can be had', async () => {
  const { reports } = setUp()
  reports.open(queryId)
  await reports.start(viewerKey)
  await reports.close('closed')
  await expect(reports.readSealedPage(1)).rejects.toMatchObject({ code: 'viewing-over' })
  await expect(reports.releasePageKey(1)).rejects.toMatchObject({ code: 'viewing-over' })
})

test('an attempt to take the report out is told once, and again only after a while', async () => {
  const { reports, journal, wait } = setUp()
  reports.open(queryId)
  await reports.start(viewerKey)
  for (const attempt of ['copy', 'copy', 'print'] as const) reports.noteAttempt(attempt)
  wait(4000)
  reports.noteAttempt('copy')
  expect(journal.filter((line) => line.includes('/attempts'))).toEqual([
    'POST /viewings/:id/attempts copy',
    'POST /viewings/:id/attempts print',
    'POST /viewings/:id/attempts copy',
  ])
})

test('a window that is left hides its page at once, and shows it again to who comes back in time', async () => {
  const { reports, journal, look, waiting } = setUp()
  reports.open(queryId)
  await reports.start(viewerKey)
  look(true)
  expect(journal.at(-1)).toBe('hidden')
  expect(waiting()?.ms).toBe(120_000)
  look(false)
  expect(journal.at(-1)).toBe('shown')
  expect(waiting()).toBeUndefined()
})

test('a window that is left for too long closes, and the service hears why', async () => {
  const { reports, journal, look, waiting } = setUp()
  reports.open(queryId)
  await reports.start(viewerKey)
  look(true)
  waiting()?.action()
  await vi.waitFor(() => expect(journal.at(-1)).toBe('closed announced'))
  expect(journal.slice(-3)).toEqual(['destroyed', 'POST /viewings/:id/end unattended', 'closed announced'])
})
