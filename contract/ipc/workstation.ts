import {
  deleteAssignment,
  getWorkstation,
  getWorkstations,
  postAddresses,
  postApproval,
  postAssignment,
  postEnrolmentCodes,
  postHardware,
  postRefusal,
  postRevocation,
} from '#contract/http/workstation.ts'
import { postKeyDemand } from '#contract/http/workstation-key.ts'
import { relay } from '#contract/ipc/relay.ts'

export const listWorkstations = relay('app:workstation:list', getWorkstations)
export const readWorkstation = relay('app:workstation:read', getWorkstation)
export const issueEnrolmentCodes = relay('app:workstation:issue-codes', postEnrolmentCodes)
export const approveWorkstation = relay('app:workstation:approve', postApproval)
export const refuseWorkstation = relay('app:workstation:refuse', postRefusal)
export const changeWorkstationAddresses = relay('app:workstation:change-addresses', postAddresses)
export const revokeWorkstation = relay('app:workstation:revoke', postRevocation)
export const assignToWorkstation = relay('app:workstation:assign', postAssignment)
export const unassignFromWorkstation = relay('app:workstation:unassign', deleteAssignment)
export const acceptWorkstationHardware = relay('app:workstation:accept-hardware', postHardware)
export const demandWorkstationKey = relay('app:workstation:demand-key', postKeyDemand)
