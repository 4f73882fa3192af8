import { expect, test } from 'vitest'
import type { BureauCharge } from '#central/bureau/bureau-adapter.ts'
import { compareCharges, type OurCharge } from '#central/reconciliation/compare-charges.ts'

const subject = { name: '沈嘉禾', idType: '10', idNumber: '320506198603140210' }
const at = new Date('2026-11-25T10:00:00+08:00')
const minutes = (count: number) => new Date(at.getTime() + count * 60_000)

const ours: OurCharge = {
  id: 'q1',
  subject,
  purpose: '02',
  institution: '1032050101',
  state: 'answered',
  askedAt: at,
  reportedAt: at,
  reportNumber: '1',
}
const theirs: BureauCharge = {
  key: 'q1',
  at,
  subject,
  purposeCode: '02',
  institutionCode: '1032050101',
  reportNumber: '1',
}

test.each([
  { why: 'both agree', charges: [theirs], queries: [ours], kinds: [] },
  { why: 'a quiet day', charges: [], queries: [], kinds: [] },
  { why: 'the bureau charged for no query of ours', charges: [theirs], queries: [], kinds: ['only-at-bureau'] },
  {
    why: 'the bureau charged for a blocked query',
    charges: [theirs],
    queries: [{ ...ours, state: 'blocked', reportedAt: null }],
    kinds: ['only-at-bureau'],
  },
  {
    why: 'the bureau charged for what it had refused',
    charges: [theirs],
    queries: [{ ...ours, state: 'failed', reportedAt: null }],
    kinds: ['only-at-bureau'],
  },
  {
    why: 'the answer of a charged query is still to be looked up',
    charges: [theirs],
    queries: [{ ...ours, state: 'asking', reportedAt: null }],
    kinds: [],
  },
  { why: 'the bureau does not know our report', charges: [], queries: [ours], kinds: ['only-here'] },
  {
    why: 'our report of another day is not missed in this list',
    charges: [],
    queries: [{ ...ours, reportedAt: new Date('2026-11-24T10:00:00+08:00') }],
    kinds: [],
  },
  { why: 'a key stands twice', charges: [theirs, theirs], queries: [ours], kinds: ['charged-twice'] },
  {
    why: 'another name',
    charges: [{ ...theirs, subject: { ...subject, name: '沈嘉和' } }],
    queries: [ours],
    kinds: ['other-subject'],
  },
  {
    why: 'another ID number',
    charges: [{ ...theirs, subject: { ...subject, idNumber: '110101198806150016' } }],
    queries: [ours],
    kinds: ['other-subject'],
  },
  { why: 'another purpose', charges: [{ ...theirs, purposeCode: '03' }], queries: [ours], kinds: ['other-purpose'] },
  { why: 'clocks five minutes apart', charges: [{ ...theirs, at: minutes(5) }], queries: [ours], kinds: [] },
  { why: 'clocks six minutes apart', charges: [{ ...theirs, at: minutes(6) }], queries: [ours], kinds: ['other-time'] },
  {
    why: 'charged before it was asked',
    charges: [{ ...theirs, at: minutes(-6) }],
    queries: [{ ...ours, reportedAt: minutes(-6) }],
    kinds: ['other-time'],
  },
  {
    why: 'everything is wrong at once',
    charges: [{ ...theirs, at: minutes(60), purposeCode: '08', subject: { ...subject, idType: '2' } }],
    queries: [ours],
    kinds: ['other-subject', 'other-purpose', 'other-time'],
  },
] as const)('$why: $kinds', ({ charges, queries, kinds }) => {
  const isOfDay = (moment: Date) => moment.toISOString().startsWith('2026-11-25')
  expect(compareCharges(charges, queries, isOfDay).map(({ kind }) => kind)).toEqual(kinds)
})
