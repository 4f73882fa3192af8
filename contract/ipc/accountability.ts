import {
  getAccountabilityCases,
  postAccountabilityCase,
  postAccountabilityStep,
} from '#contract/http/accountability.ts'
import { relay } from '#contract/ipc/relay.ts'

export const listAccountabilityCases = relay('app:accountability:list', getAccountabilityCases)
export const openAccountabilityCase = relay('app:accountability:open', postAccountabilityCase)
export const takeAccountabilityStep = relay('app:accountability:take-step', postAccountabilityStep)
