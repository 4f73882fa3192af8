import {
  getCircular,
  getCirculars,
  getReceipts,
  getReceivedCirculars,
  getSecurityMonths,
  postCircularDiscard,
  postCircularDraft,
  postCircularOpening,
  postCircularPublication,
  postCircularWithdrawal,
  postReceipt,
  postSecurityDraft,
} from '#contract/http/circular.ts'
import { relay } from '#contract/ipc/relay.ts'

export const listCirculars = relay('app:circular:list', getCirculars)
export const readCircular = relay('app:circular:read', getCircular)
export const listReceipts = relay('app:circular:list-receipts', getReceipts)
export const keepCircularDraft = relay('app:circular:keep-draft', postCircularDraft)
export const discardCircularDraft = relay('app:circular:discard-draft', postCircularDiscard)
export const publishCircular = relay('app:circular:publish', postCircularPublication)
export const withdrawCircular = relay('app:circular:withdraw', postCircularWithdrawal)
export const listSecurityMonths = relay('app:circular:list-security-months', getSecurityMonths)
export const draftSecurityCircular = relay('app:circular:draft-security', postSecurityDraft)
export const listReceivedCirculars = relay('app:circular:list-received', getReceivedCirculars)
export const openReceivedCircular = relay('app:circular:open-received', postCircularOpening)
export const confirmReceipt = relay('app:circular:confirm-receipt', postReceipt)
