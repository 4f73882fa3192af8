/** Why a report may be asked for: the bureau's tables of query reasons (查询原因), without those no bank user has. */

import * as z from 'zod'

export const personalPurposes = ['01', '02', '03', '08', '19', '20', '21', '22', '23', '24', '25', '26'] as const
export const PersonalPurpose = z.enum(personalPurposes)
export type PersonalPurpose = z.output<typeof PersonalPurpose>

/** The bureau's enterprise codes, which mean other things than the personal ones, behind an `E`. 04 (other) is not open. */
export const corporatePurposes = ['E01', 'E02', 'E03', 'E05', 'E17', 'E18'] as const

export const Purpose = z.enum([...personalPurposes, ...corporatePurposes])
export type Purpose = z.output<typeof Purpose>

export type SubjectKind = 'personal' | 'corporate'

/** Purposes that follow a business already on the books: post-loan and post-guarantee management. */
export const postLoanPurposes: readonly Purpose[] = ['01', '21', 'E03']

/** Whose reports a purpose is for. */
export function kindOfPurpose(purpose: string): SubjectKind {
  return purpose.startsWith('E') ? 'corporate' : 'personal'
}

export function purposesOfKind(purposes: readonly Purpose[], kind: SubjectKind): Purpose[] {
  return purposes.filter((purpose) => kindOfPurpose(purpose) === kind)
}

/** The two digits of the bureau's own table. */
export function purposeCode(purpose: Purpose): string {
  return purpose.replace('E', '')
}

/** The codes of the bureau's table for one kind of subject, as rules compare them. */
export function purposeCodes(purposes: readonly Purpose[], kind: SubjectKind): string[] {
  return purposesOfKind(purposes, kind).map(purposeCode)
}
