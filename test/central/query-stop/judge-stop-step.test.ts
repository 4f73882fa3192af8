import { expect, test } from 'vitest'
import { judgeStopStep, type StopSeen } from '#central/query-stop/judge-stop-step.ts'

const proposed: StopSeen = { state: 'proposed', proposedBy: 'E40001', liftingProposedBy: null }
const inForce: StopSeen = { ...proposed, state: 'in-force' }
const lifting: StopSeen = { ...proposed, state: 'lifting', liftingProposedBy: 'E40002' }

test.each([
  { why: 'another one signs', step: 'impose', stop: proposed, by: 'E40002', refused: undefined },
  { why: 'who proposed it signs', step: 'impose', stop: proposed, by: 'E40001', refused: 'same-person' },
  { why: 'it is signed twice', step: 'impose', stop: inForce, by: 'E40002', refused: 'wrong-state' },
  { why: 'a proposal is withdrawn by himself', step: 'withdraw', stop: proposed, by: 'E40001', refused: undefined },
  { why: 'what is in force is withdrawn', step: 'withdraw', stop: inForce, by: 'E40001', refused: 'wrong-state' },
  {
    why: 'lifting is proposed by who imposed it',
    step: 'propose-lifting',
    stop: inForce,
    by: 'E40002',
    refused: undefined,
  },
  {
    why: 'lifting is proposed before it is in force',
    step: 'propose-lifting',
    stop: proposed,
    by: 'E40002',
    refused: 'wrong-state',
  },
  { why: 'another one signs the lifting', step: 'lift', stop: lifting, by: 'E40001', refused: undefined },
  { why: 'who proposed the lifting signs it', step: 'lift', stop: lifting, by: 'E40002', refused: 'same-person' },
  { why: 'lifted without a proposal', step: 'lift', stop: inForce, by: 'E40001', refused: 'wrong-state' },
  { why: 'a lifting proposal is withdrawn', step: 'withdraw', stop: lifting, by: 'E40001', refused: undefined },
] as const)('$why: $refused', ({ step, stop, by, refused }) => {
  expect(judgeStopStep(step, stop, { employeeId: by, standsAtOrAboveImposer: true })).toBe(refused)
})

test.each(['propose-lifting', 'lift', 'withdraw'] as const)('people below who imposed it may not %s', (step) => {
  const stop = step === 'propose-lifting' ? inForce : lifting
  expect(judgeStopStep(step, stop, { employeeId: 'E20002', standsAtOrAboveImposer: false })).toBe('imposed-from-above')
})
