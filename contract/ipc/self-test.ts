import { channel, Nothing } from '#contract/ipc/channel.ts'
import { SelfTest } from '#contract/self-test.ts'

/** Tests this PC anew; takes seconds. */
export const runSelfTest = channel('app:self-test:run', { roles: ['login', 'app'], input: Nothing, output: SelfTest })
