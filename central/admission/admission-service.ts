/** Everything a candidate's screen shows, in one answer. */

import type { CandidateCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import type { Database } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { CandidateState } from '#contract/admission.ts'
import { mayDo } from '#contract/rules/way-back.ts'
import type { ApplicationService } from './application-service.ts'
import type { PaperService } from './paper-service.ts'

export interface AdmissionService {
  stateOf(caller: CandidateCaller): Promise<CandidateState>
}

export interface AdmissionDependencies {
  readonly database: Database
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly papers: PaperService
  readonly applications: ApplicationService
  readonly clock: Clock
}

export function createAdmissionService(dependencies: AdmissionDependencies): AdmissionService {
  const { database, policy, institutions, papers, applications, clock } = dependencies
  return {
    async stateOf(caller) {
      const { employeeId, name, institution: code } = caller.candidate
      const { admission, rights } = (await policy.current()).body
      const [institution] = await institutions.above(database, code)
      const { paper, result, attemptsLeft, rules, standing } = await papers.standing(caller)
      const last = await applications.last(database, employeeId)
      const application = last && new Date(last.madeAt) >= rules.since ? last : null
      const { perTopic, minutes } = admission
      const { purpose, passMark, attemptsPerDay } = rules
      const questions = Object.values(perTopic).reduce((sum, count) => sum + count, 0)
      return {
        employeeId,
        name,
        institution: { code, name: institution?.name ?? '' },
        today: shanghaiTime(clock()).day,
        purpose,
        mayApply: standing.kind === 'returning' ? mayDo('apply', standing.step) : result?.isPassed === true,
        rules: { questions, minutes, passMark, attemptsPerDay, attemptsLeft, rightsDays: rights.validDays },
        paper,
        result,
        application,
      }
    },
  }
}
