/** The institution tree (机构), five levels from head office down to the outlet. */

import * as z from 'zod'
import type { Operation } from '#contract/approval.ts'
import { Day, InstitutionCode } from '#contract/values.ts'

/** From the root down; an institution stands below one of a higher level, levels may be left out. */
export const institutionLevels = ['head-office', 'province', 'city', 'sub-branch', 'outlet'] as const
export const InstitutionLevel = z.enum(institutionLevels)
export type InstitutionLevel = z.output<typeof InstitutionLevel>

/** First two digits of a region code: provinces, autonomous regions, municipalities, special administrative regions. */
const provinces = [
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82',
].flatMap((line) => line.split(' '))

/** Six digits: province, prefecture, county. @see GB/T 2260-2007, section 3. */
export const RegionCode = z
  .string()
  .regex(/^\d{6}$/)
  .refine((code) => provinces.includes(code.slice(0, 2)))

export const InstitutionName = z.string().trim().min(2).max(80)

export const Institution = z.strictObject({
  code: InstitutionCode,
  name: z.string().max(80),
  parent: InstitutionCode.nullable(),
  level: InstitutionLevel,
  region: z.string().regex(/^\d{6}$/),
  openedOn: Day.nullable(),
  closedOn: Day.nullable(),
  successor: InstitutionCode.nullable(),
})
export type Institution = z.output<typeof Institution>

export const NewInstitution = z.strictObject({
  code: InstitutionCode,
  name: InstitutionName,
  parent: InstitutionCode,
  level: InstitutionLevel.exclude(['head-office']),
  region: RegionCode,
})
export type NewInstitution = z.output<typeof NewInstitution>

/** Whether an institution of one level may stand directly below one of another. */
export function canStandBelow(level: InstitutionLevel, parent: InstitutionLevel): boolean {
  return institutionLevels.indexOf(level) > institutionLevels.indexOf(parent)
}

/** What is signed to merge an institution into another. */
export function mergerOperation(code: string, successor: string): Operation {
  return { action: 'institution.merge', object: code, facts: { successor } }
}

/** What is signed to close an institution. */
export function closureOperation(code: string): Operation {
  return { action: 'institution.close', object: code, facts: {} }
}
