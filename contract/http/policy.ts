import * as z from 'zod'
import { Signature } from '#contract/approval.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { PolicyOverview, ProposalId, ProposalRequest, WhatIf, WhatIfRequest } from '#contract/policy-proposal.ts'

const OneProposal = z.strictObject({ id: ProposalId })

export const getPolicy = {
  method: 'GET',
  url: '/policy',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { response: { 200: PolicyOverview } },
} as const satisfies Endpoint

/** Proposes a version; safe to repeat with the same id. */
export const postProposal = {
  method: 'POST',
  url: '/policy/proposals',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { body: ProposalRequest, response: { 200: PolicyOverview } },
} as const satisfies Endpoint

/** Publishes what somebody else proposed; it takes effect when its time has come, at once when that is past. */
export const postProposalPublication = {
  method: 'POST',
  url: '/policy/proposals/:id/publication',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { params: OneProposal, body: z.strictObject({ signature: Signature }), response: { 200: PolicyOverview } },
} as const satisfies Endpoint

export const deleteProposal = {
  method: 'DELETE',
  url: '/policy/proposals/:id',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { params: OneProposal, response: { 200: PolicyOverview } },
} as const satisfies Endpoint

/** Tries a policy against past queries; nothing is changed. */
export const postWhatIf = {
  method: 'POST',
  url: '/policy/what-if',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { body: WhatIfRequest, response: { 200: WhatIf } },
} as const satisfies Endpoint
