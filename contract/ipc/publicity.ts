import {
  getPublicity,
  postPublicity,
  postPublicityCancellation,
  postPublicityReport,
} from '#contract/http/publicity.ts'
import { relay } from '#contract/ipc/relay.ts'

export const listPublicity = relay('app:publicity:list', getPublicity)
export const planPublicity = relay('app:publicity:plan', postPublicity)
export const reportPublicity = relay('app:publicity:report', postPublicityReport)
export const cancelPublicity = relay('app:publicity:cancel', postPublicityCancellation)
