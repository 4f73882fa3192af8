/** An auditor of the demo bank at work: an engagement from head office, an export, and the bundle on the auditor's desk. */

import { randomUUID } from 'node:crypto'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { AuditExportRequest } from '#contract/audit-export.ts'
import { EngagementGrant, grantOperation } from '#contract/engagement.ts'
import { getAuditExport, getAuditExportPiece, postAuditExport, postEngagement } from '#contract/http/audit.ts'
import { streamOf } from '#test/support/bundles.ts'
import type { Device } from '#test/support/device.ts'
import { aStaffMember, sign } from '#test/support/officer.ts'
import type { TestService } from '#test/support/service.ts'
import { openSealed } from '#verifier/age-file.ts'
import { maxFileBytes } from '#verifier/bundle-format.ts'
import { type Member, readMembers } from '#verifier/tar-file.ts'

export const auditedYear = { from: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' }

type Staff = Device & { readonly employeeId: string }

export async function grantEngagement(
  service: TestService,
  headOffice: Staff,
  scope: Partial<EngagementGrant> = {},
): Promise<EngagementGrant> {
  const validity = { from: '2026-11-01T00:00:00.000Z', until: '2026-12-31T00:00:00.000Z' }
  const grant = EngagementGrant.parse({
    id: randomUUID(),
    auditor: 'E50001',
    institutions: null,
    period: auditedYear,
    validity,
    ...scope,
  })
  const signature = await sign(service, headOffice, grantOperation(grant))
  const answer = await headOffice.call(postEngagement, { body: { grant, signature } })
  if (answer.status !== 200) throw new Error(`No engagement: ${JSON.stringify(answer.body)}`)
  return grant
}

export async function anAuditDesk(service: TestService) {
  const headOffice = await aStaffMember(service, 'E40001')
  const auditor = await aStaffMember(service, 'E50001')
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  return { headOffice, auditor, identity, ask, request, fetchBundle, waitFor }

  function request(engagement: string, changes: Partial<AuditExportRequest> = {}): AuditExportRequest {
    return AuditExportRequest.parse({
      id: randomUUID(),
      engagement,
      filter: { period: auditedYear, institutions: null, employeeIds: null },
      recipient,
      withTables: true,
      knownSizes: [],
      sampledConsents: 0,
      ...changes,
    })
  }

  function ask(engagement: string, changes: Partial<AuditExportRequest> = {}) {
    return auditor.call(postAuditExport, { body: request(engagement, changes) })
  }

  /** The export once it has ended, however. */
  async function waitFor(id: string) {
    for (;;) {
      const { body } = await auditor.call(getAuditExport, { params: { id } })
      if (body.state !== 'waiting' && body.state !== 'running') return body
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  async function fetchBundle(id: string): Promise<Member[]> {
    const { parts, state } = await waitFor(id)
    if (state !== 'ready') throw new Error(`The export has ended as ${state}.`)
    const pieces: Uint8Array[] = []
    for (const part of parts.keys())
      pieces.push((await auditor.call(getAuditExportPiece, { params: { id, part: part + 1, piece: 0 } })).bytes)
    const members: Member[] = []
    for await (const member of readMembers(openSealed(streamOf(pieces), identity), maxFileBytes)) members.push(member)
    return members
  }
}
