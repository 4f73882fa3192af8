import { postInitialPassword } from '#contract/http/password.ts'
import { channel, Nothing } from '#contract/ipc/channel.ts'
import { relay } from '#contract/ipc/relay.ts'
import { PasswordChange } from '#contract/password.ts'

/** At the login window while the password is due, in the app at any time. */
export const changePassword = channel('app:password:change', {
  roles: ['login', 'app'],
  input: PasswordChange,
  output: Nothing,
})

export const issueInitialPassword = relay('app:password:issue-initial', postInitialPassword)
