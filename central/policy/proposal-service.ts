/** New versions of the policy: proposed by one, published by another with a signature. */

import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction } from '#central/database/database.ts'
import type { SignatureService } from '#central/identity/signature-service.ts'
import type { Signature } from '#contract/approval.ts'
import { AppError } from '#contract/failure.ts'
import type { PolicyBody } from '#contract/policy.ts'
import {
  type PolicyOverview,
  type Proposal,
  type ProposalRequest,
  publishOperation,
} from '#contract/policy-proposal.ts'
import type { PolicyService } from './policy-service.ts'
import * as repository from './proposal-repository.ts'

export interface ProposalService {
  overview(): Promise<PolicyOverview>
  propose(request: ProposalRequest, caller: SessionCaller): Promise<PolicyOverview>
  /** @throws {AppError} `forbidden` for one's own proposal, `conflict` when it was closed before, `signature-refused`. */
  publish(id: string, signature: Signature, caller: SessionCaller): Promise<PolicyOverview>
  /** By either administrator. @throws {AppError} `conflict` when it was closed before. */
  withdraw(id: string, caller: SessionCaller): Promise<PolicyOverview>
}

export function createProposalService(dependencies: {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly signatures: SignatureService
  readonly clock: Clock
}): ProposalService {
  const { database, audit, policy, signatures, clock } = dependencies
  return { overview, propose, publish, withdraw }

  async function overview(): Promise<PolicyOverview> {
    const proposals = await repository.listProposals(database)
    return {
      current: await policy.current(),
      upcoming: await repository.listUpcoming(database, clock()),
      proposals: proposals.map(publicView),
    }
  }

  async function propose(request: ProposalRequest, caller: SessionCaller): Promise<PolicyOverview> {
    const bodyHash = hashOf(request.body)
    const proposal = { ...request, bodyHash, proposedBy: caller.user.employeeId, proposedAt: clock() }
    await inTransaction(database, async (tx) => {
      if (!(await repository.insertProposal(tx, proposal))) return
      const facts = { bodyHash, effectiveFrom: request.effectiveFrom }
      await audit.record(tx, entryOf('policy.proposed', caller, { object: request.id, facts }))
    })
    return overview()
  }

  async function publish(id: string, signature: Signature, caller: SessionCaller): Promise<PolicyOverview> {
    const proposal = await requireOpen(id)
    const by = caller.user.employeeId
    if (proposal.proposedBy === by) throw new AppError('forbidden', 'A proposal is published by somebody else.')
    const view = publicView(proposal)
    const challenge = await signatures.confirm(publishOperation(view), signature, caller)
    const effectiveFrom = new Date(Math.max(clock().getTime(), proposal.effectiveFrom.getTime()))
    await inTransaction(database, async (tx) => {
      const version = await repository.publishProposal(tx, id, { by, effectiveFrom })
      if (version === undefined) throw closed()
      const { bodyHash, proposedBy } = proposal
      const facts = { version, bodyHash, proposedBy, effectiveFrom: effectiveFrom.toISOString(), challenge }
      await audit.record(tx, entryOf('policy.published', caller, { object: id, facts }))
    })
    return overview()
  }

  async function withdraw(id: string, caller: SessionCaller): Promise<PolicyOverview> {
    await requireOpen(id)
    await inTransaction(database, async (tx) => {
      if (!(await repository.closeProposal(tx, id, caller.user.employeeId))) throw closed()
      await audit.record(tx, entryOf('policy.withdrawn', caller, { object: id, facts: {} }))
    })
    return overview()
  }

  async function requireOpen(id: string): Promise<repository.StoredProposal> {
    const proposal = await repository.findProposal(database, id)
    if (!proposal) throw new AppError('not-found', 'There is no such proposal.')
    if (proposal.state !== 'proposed') throw closed()
    return proposal
  }
}

function closed(): AppError {
  return new AppError('conflict', 'This proposal was published or withdrawn before.')
}

function publicView(proposal: repository.StoredProposal): Proposal {
  const { effectiveFrom, proposedAt, ...rest } = proposal
  return { ...rest, effectiveFrom: effectiveFrom.toISOString(), proposedAt: proposedAt.toISOString() }
}

/** SHA-256 of the canonical form (RFC 8785). */
function hashOf(body: PolicyBody): string {
  return createHash('sha256')
    .update(canonicalize(body) ?? '')
    .digest('hex')
}
