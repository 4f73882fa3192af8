/** Why a person's report may be asked for: the bureau's table of query reasons (查询原因), without those no bank user has. */

import * as z from 'zod'

export const personalPurposes = ['01', '02', '03', '08', '19', '20', '21', '22', '23', '24', '25', '26'] as const
export const PersonalPurpose = z.enum(personalPurposes)
export type PersonalPurpose = z.output<typeof PersonalPurpose>
