import { postChallenge } from '#contract/http/approval.ts'
import { relay } from '#contract/ipc/relay.ts'

export const askChallenge = relay('app:approval:ask-challenge', postChallenge)
