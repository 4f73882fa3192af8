/** The library of rules and warning cases (资料库): texts with versions, and who has read them. */

import * as z from 'zod'
import { Attachment, SentAttachments } from '#contract/attachment.ts'
import { ReceiptCounts, ReceiptStanding } from '#contract/circular.ts'
import { Role } from '#contract/role.ts'
import { Day, EmployeeId, Instant, InstitutionCode } from '#contract/values.ts'

export const LibraryEntryId = z.uuid().brand('LibraryEntryId')
export type LibraryEntryId = z.output<typeof LibraryEntryId>

export const libraryCategories = ['regulation', 'standard', 'bank-rule', 'warning-case', 'guide'] as const
export const LibraryCategory = z.enum(libraryCategories)
export type LibraryCategory = z.output<typeof LibraryCategory>

/** A version of an entry; a new one takes the place of the one before and is read anew. */
export const NewLibraryEntry = z.strictObject({
  id: LibraryEntryId,
  /** The entry it is a new version of; `null` for a first one. */
  replaces: LibraryEntryId.nullable(),
  category: LibraryCategory,
  title: z.string().trim().min(2).max(120),
  /** Where it comes from: the regulation's or standard's name and number, the circular of a case. */
  source: z.string().trim().max(200),
  body: z.string().trim().min(10).max(20_000),
  audience: z.array(Role).min(1).max(6),
  attachments: SentAttachments,
})
export type NewLibraryEntry = z.output<typeof NewLibraryEntry>

export const LibraryRow = z.strictObject({
  id: LibraryEntryId,
  category: LibraryCategory,
  title: z.string(),
  source: z.string(),
  version: z.int().positive(),
  publishedAt: Instant,
  dueOn: Day,
  /** `replaced`: there is a newer version. `retired`: it holds no more. */
  state: z.enum(['in-force', 'replaced', 'retired']),
  /** Whether the reader himself is to read it, and whether he has. */
  isMine: z.boolean(),
  standing: ReceiptStanding,
  readAt: Instant.nullable(),
  /** Readers of the caller's subtree; `null` for those who administer nothing. */
  readers: ReceiptCounts.nullable(),
})
export type LibraryRow = z.output<typeof LibraryRow>

export const LibraryEntry = LibraryRow.extend({
  body: z.string(),
  audience: z.array(Role),
  replaces: LibraryEntryId.nullable(),
  attachments: z.array(Attachment),
})
export type LibraryEntry = z.output<typeof LibraryEntry>

/** Somebody who is to read an entry. */
export const LibraryReader = z.strictObject({
  institution: InstitutionCode,
  institutionName: z.string(),
  employeeId: EmployeeId,
  name: z.string(),
  role: Role,
  readAt: Instant.nullable(),
  standing: ReceiptStanding,
})
export type LibraryReader = z.output<typeof LibraryReader>
