/** Vacancies at the end of a period, for those who report on them. */

import type { FigureSource } from '#central/figure-source.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { dutyClasses } from '#contract/duty.ts'
import { addDays } from '#contract/rules/period.ts'
import { countVacancies } from './vacancy-figure-repository.ts'

/** Users are responsible without anybody appointing them, and a group needs no members besides its head. */
export function createVacancyFigures(policy: PolicyService): { readonly countsFor: FigureSource } {
  return {
    async countsFor(queryable, { days, institutions }) {
      const { userClass } = (await policy.current(queryable)).body.governance
      const classes = dutyClasses.filter((one) => one !== 'leading-group-member' && one !== userClass)
      return countVacancies(queryable, { day: addDays(days.until, -1), classes, institutions })
    },
  }
}
