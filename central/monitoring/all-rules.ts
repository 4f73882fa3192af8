/** Every rule that a job judges; the others are reasons and warnings of a decision, or entries of the log as they are written. */

import type { CountedRule } from './finding.ts'
import { quotaRule, repeatedSubjectsRule } from './institution-rules.ts'
import {
  leavingRule,
  lowUseRule,
  noRecordRule,
  purposeDriftRule,
  restartedRule,
  viewedOftenRule,
} from './officer-rules.ts'
import { ownReleaseRule, quickReleaseRule, releasePairRule } from './release-rules.ts'

export const countedRules: readonly CountedRule[] = [
  quotaRule,
  repeatedSubjectsRule,
  restartedRule,
  noRecordRule,
  purposeDriftRule,
  lowUseRule,
  viewedOftenRule,
  leavingRule,
  releasePairRule,
  quickReleaseRule,
  ownReleaseRule,
] as unknown as readonly CountedRule[]
