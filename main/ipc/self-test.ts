import { runSelfTest } from '#contract/ipc/self-test.ts'
import type { ProgramFacts, SelfTestService } from '#main/self-test/self-test-service.ts'
import type { Handle } from './handle.ts'

export function handleSelfTest(handle: Handle, selfTest: SelfTestService, program: ProgramFacts): void {
  handle(runSelfTest, async () => ({ items: await selfTest.run(program) }))
}
