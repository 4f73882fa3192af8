import { getSuspendedUsers, postReturnReview, postSuspensionLift } from '#contract/http/way-back.ts'
import { relay } from '#contract/ipc/relay.ts'

export const listSuspendedUsers = relay('app:way-back:list', getSuspendedUsers)
export const reviewReturn = relay('app:way-back:review', postReturnReview)
export const liftSuspension = relay('app:way-back:lift', postSuspensionLift)
