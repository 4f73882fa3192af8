import { deleteProposal, getPolicy, postProposal, postProposalPublication, postWhatIf } from '#contract/http/policy.ts'
import { relay } from '#contract/ipc/relay.ts'

export const readPolicy = relay('app:policy:read', getPolicy)
export const proposePolicy = relay('app:policy:propose', postProposal)
export const publishPolicy = relay('app:policy:publish', postProposalPublication)
export const withdrawProposal = relay('app:policy:withdraw', deleteProposal)
export const tryPolicy = relay('app:policy:try', postWhatIf)
