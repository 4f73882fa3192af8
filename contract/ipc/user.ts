import {
  getUserChanges,
  getUsers,
  postRightsConfirmation,
  postUserRights,
  postUserStop,
  postUserSuspension,
} from '#contract/http/user.ts'
import { relay } from '#contract/ipc/relay.ts'

export const listUsers = relay('app:user:list', getUsers)
export const listUserChanges = relay('app:user:list-changes', getUserChanges)
export const setUserRights = relay('app:user:set-rights', postUserRights)
export const suspendUser = relay('app:user:suspend', postUserSuspension)
export const stopUser = relay('app:user:stop', postUserStop)
export const confirmRights = relay('app:user:confirm-rights', postRightsConfirmation)
