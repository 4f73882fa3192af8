/** Between rows and the rule: moments become days in Asia/Shanghai. */

import { shanghaiTime } from '#central/clock.ts'
import type { OpenCause, WayBack, WayBackFacts } from '#contract/rules/way-back.ts'
import type { SuspendedUser } from '#contract/way-back.ts'
import type { Standing } from './way-back-repository.ts'

export function openCauseOf({ cause, since, incident }: Standing['suspensions'][number]): OpenCause {
  return { cause, since: shanghaiTime(since).day, hasIncident: incident !== null }
}

export function factsOf(standing: Standing, today: string): WayBackFacts {
  const { status, isEmployed, suspensions, identityCheck, retest, isWritingRetest, attemptsToday, isApplying } =
    standing
  return {
    status,
    isEmployed,
    causes: suspensions.map(openCauseOf),
    isSeenOnce: identityCheck?.firstBy != null,
    retest: retest && {
      handedInOn: shanghaiTime(retest.handedInAt).day,
      isPassed: retest.score >= retest.passMark,
      review: retest.review,
    },
    isWritingRetest,
    attemptsToday,
    isApplying,
    today,
  }
}

export function suspendedUserOf(standing: Standing, way: WayBack): SuspendedUser {
  const { employeeId, name, institution, role, status, suspensions, identityCheck, retest } = standing
  return {
    ...{ employeeId, name, institution, role, status, identityCheck },
    suspensions: suspensions.map(({ since, ...rest }) => ({ ...rest, since: since.toISOString() })),
    ...way,
    retest: retest && {
      paper: retest.paper,
      score: retest.score,
      passMark: retest.passMark,
      isPassed: retest.score >= retest.passMark,
      handedInAt: retest.handedInAt.toISOString(),
    },
  }
}
