/** One entry of the Merkle log, leaf format 1. Its canonical bytes (RFC 8785) are the leaf and are kept verbatim. */

import * as z from 'zod'
import { EmployeeId, Instant, InstitutionCode, Sha256Hex } from '#contract/values.ts'

/** What can happen. Object and past participle; never renamed once written. */
export const logEntryKinds = [
  'workstation.requested',
  'workstation.approved',
  'workstation.refused',
  'workstation.revoked',
  'workstation.code-issued',
  'workstation.hardware-changed',
  'workstation.hardware-refused',
  'workstation.hardware-accepted',
  'workstation.rolled-back',
  'workstation.quarantined',
  'workstation.addresses-changed',
  'workstation.assigned',
  'workstation.unassigned',
  'workstation.enrolment-refused',
  'workstation.event-noted',
  'proof.refused',
  'address.refused',
  'request.refused',
  'access.refused',
  'operation.signed',
  'operation.refused',
  'session.opened',
  'session.refused',
  'session.ended',
  'session.locked',
  'session.unlocked',
  'session.unlock-refused',
  'institution.opened',
  'institution.merged',
  'institution.closed',
  'duty.assigned',
  'duty.ended',
  'token.enrolled',
  'token.confirmed',
  'token.imported',
  'token.assigned',
  'token.resynchronised',
  'token.resync-proposed',
  'token.resync-refused',
  'token.revoked',
  'token.refused',
  'identity-check.opened',
  'identity-check.signed',
  'identity-check.passed',
  'password.changed',
  'password.refused',
  'password.issued',
  'password.issue-refused',
  'staff.imported',
  'staff.changed',
  'user.rights-set',
  'user.rights-confirmed',
  'user.suspended',
  'user.stopped',
  'question-bank.imported',
  'question.retired',
  'admission-code.issued',
  'candidate.entered',
  'candidate.refused',
  'candidate.left',
  'paper.drawn',
  'paper.handed-in',
  'application.made',
  'application.decided',
  'application.withdrawn',
  'user.opened',
  'user.suspension-ended',
  'user.return-reviewed',
  'user.grade-changed',
  'score.deducted',
  'score.reversed',
  'score.restarted',
  'upload.finished',
  'upload.refused',
  'consent.registered',
  'consent.refused',
  'calendar.published',
  'policy.proposed',
  'policy.published',
  'policy.withdrawn',
  'query.decided',
  'query-stop.proposed',
  'query-stop.withdrawn',
  'query-stop.imposed',
  'query-stop.lifting-proposed',
  'query-stop.lifting-withdrawn',
  'query-stop.lifted',
  'query-stop.refused',
  'release.requested',
  'release.granted',
  'release.refused',
  'release.used',
  'roster.entered',
  'roster.removed',
  'report.received',
  'report.failed',
  'report.opened',
  'report.page-viewed',
  'report.refused',
  'report.extraction-refused',
  'report.mark-traced',
  'report.closed',
  'log.searched',
  'reconciliation.compared',
  'reconciliation.failed',
  'reconciliation.difference-found',
  'reconciliation.difference-resolved',
  'engagement.granted',
  'engagement.ended',
  'finding.raised',
  'finding.remedied',
  'finding.returned',
  'finding.closed',
  'audit.export-requested',
  'audit.export-refused',
  'audit.export-cancelled',
  'audit.exported',
  'audit.export-fetched',
  'report.shredded',
  'subject.erased',
  'log.pruned',
  'incident.raised',
  // Disputes, circulars, meetings, library, publicity.
  'attachment.fetched',
  'dispute.registered',
  'dispute.sent',
  'dispute.checked',
  'dispute.answered',
  'dispute.closed',
  'dispute.letter-made',
  'dispute.warned',
  'dispute.escalated',
] as const
export const LogEntryKind = z.enum(logEntryKinds)
export type LogEntryKind = z.output<typeof LogEntryKind>

const Fact = z.union([z.string().max(200), z.number(), z.boolean(), z.null(), z.array(z.string().max(80)).max(40)])

/**
 * No name and no ID number stands here: the subject only as a salted commitment, so that erasing the salt makes the
 * entry anonymous while every proof still holds.
 */
export const LogEntry = z.strictObject({
  format: z.literal(1),
  id: z.uuid(),
  kind: LogEntryKind,
  at: Instant,
  employeeId: EmployeeId.nullable(),
  institution: InstitutionCode.nullable(),
  workstation: z.string().max(20).nullable(),
  /** Thumbprint of the device key (RFC 7638) that signed the request. */
  deviceThumbprint: z.string().max(43).nullable(),
  address: z.string().max(45).nullable(),
  session: z.uuid().nullable(),
  /** HMAC-SHA-256 of the subject's identification under the subject's own salt. */
  subjectCommitment: Sha256Hex.nullable(),
  /** What the entry is about, by id: query, consent, viewing, upload, workstation. */
  object: z.string().max(80).nullable(),
  facts: z.record(z.string().max(40), Fact),
})
export type LogEntry = z.output<typeof LogEntry>

/**
 * Proof that an entry is in the log: the entry's exact bytes, its place, the path to the root of a signed checkpoint.
 *
 * @see RFC 6962 section 2.1.1; C2SP tlog-checkpoint.
 */
export const LogReceipt = z.strictObject({
  /** The canonical bytes of the entry, base64. */
  entry: z.base64().max(20_000),
  index: z.int().min(0),
  /** Audit path, base64 hashes, leaf to root. */
  path: z.array(z.base64().length(44)).max(63),
  /** The checkpoint as a C2SP signed note. */
  checkpoint: z.string().max(4000),
})
export type LogReceipt = z.output<typeof LogReceipt>
