import { getOwnScore, getUserScore } from '#contract/http/score.ts'
import { relay } from '#contract/ipc/relay.ts'

export const readOwnScore = relay('app:score:read-own', getOwnScore)
export const readUserScore = relay('app:score:read-user', getUserScore)
