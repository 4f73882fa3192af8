import { expect, test } from 'vitest'
import { nextState } from '#central/findings/next-state.ts'

test.each([
  { state: 'open', step: 'remedied', next: 'remedied' },
  { state: 'open', step: 'returned', next: undefined },
  { state: 'open', step: 'closed', next: undefined },
  { state: 'remedied', step: 'remedied', next: undefined },
  { state: 'remedied', step: 'returned', next: 'open' },
  { state: 'remedied', step: 'closed', next: 'closed' },
  { state: 'closed', step: 'remedied', next: undefined },
  { state: 'closed', step: 'returned', next: undefined },
  { state: 'closed', step: 'closed', next: undefined },
] as const)('$state and $step is $next', ({ state, step, next }) => {
  expect(nextState(state, step)).toBe(next)
})
