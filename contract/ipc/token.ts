import * as http from '#contract/http/token.ts'
import { relay } from '#contract/ipc/relay.ts'

export const listTokens = relay('app:token:list', http.getTokens)
export const enrolToken = relay('app:token:enrol', http.postTokenEnrolment)
export const confirmToken = relay('app:token:confirm', http.postTokenConfirmation)
export const importTokens = relay('app:token:import', http.postTokenImport)
export const assignToken = relay('app:token:assign', http.postTokenAssignment)
export const revokeToken = relay('app:token:revoke', http.postTokenRevocation)
export const proposeResync = relay('app:token:propose-resync', http.postTokenResync)
export const approveResync = relay('app:token:approve-resync', http.postResyncApproval)
export const passIdentityCheck = relay('app:token:pass-identity-check', http.postIdentityCheck)
