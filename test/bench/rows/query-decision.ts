import type { Row } from '#test/bench/harness.ts'
export const queryDecision = { name: 'query-decision' } as Row
