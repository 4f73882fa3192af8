import { expect, test } from 'vitest'
import { mayStep, type ReportSeen } from '#central/compliance/judge-report-step.ts'

const open: ReportSeen = { state: 'open', isOver: true, signedBy: null, isTop: false }
const signed: ReportSeen = { ...open, state: 'signed', signedBy: 'E20001' }

test.each([
  { why: 'its own people sign', step: 'sign', report: open, stands: 'in', may: true },
  { why: 'not before the period is over', step: 'sign', report: { ...open, isOver: false }, stands: 'in', may: false },
  { why: 'those above do not sign it', step: 'sign', report: open, stands: 'above', may: false },
  { why: 'it is signed once', step: 'sign', report: signed, stands: 'in', may: false },
  {
    why: 'what was returned is signed again',
    step: 'sign',
    report: { ...signed, state: 'returned' },
    stands: 'in',
    may: true,
  },
  { why: 'those above review it', step: 'review', report: signed, stands: 'above', may: true },
  { why: 'its own people do not review it', step: 'review', report: signed, stands: 'in', may: false },
  { why: 'at the top another one does', step: 'review', report: { ...signed, isTop: true }, stands: 'in', may: true },
  { why: 'what nobody signed is not reviewed', step: 'review', report: open, stands: 'above', may: false },
  {
    why: 'what was accepted stays',
    step: 'review',
    report: { ...signed, state: 'accepted' },
    stands: 'above',
    may: false,
  },
] as const)('$why', ({ step, report, stands, may }) => {
  expect(mayStep(step, report, { employeeId: 'E20002', stands })).toBe(may)
})

test('nobody reviews what he signed, even above', () => {
  expect(mayStep('review', signed, { employeeId: 'E20001', stands: 'above' })).toBe(false)
})
