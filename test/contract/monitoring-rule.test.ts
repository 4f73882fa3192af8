import { expect, test } from 'vitest'
import { blockingRules, warningRules } from '#contract/decision.ts'
import { highRiskByDefault, monitoringRuleOf, monitoringRules, reactionsOf } from '#contract/monitoring-rule.ts'

test('a rule that blocks or warns belongs to a monitoring rule which says that it blocks or warns', () => {
  const says = (rule: keyof typeof monitoringRuleOf, reactions: readonly string[]) => {
    const monitoring = monitoringRuleOf[rule]
    return monitoring === null || reactionsOf[monitoring].some((reaction) => reactions.includes(reaction))
  }
  expect(blockingRules.filter((rule) => !says(rule, ['block', 'release']))).toEqual([])
  expect(warningRules.filter((rule) => !says(rule, ['warn']))).toEqual([])
})

test('there are thirty numbered rules, and a scan used for two subjects and a leak are grave', () => {
  expect(monitoringRules.filter((rule) => /^M\d\d$/.test(rule))).toHaveLength(30)
  expect(highRiskByDefault).toEqual(expect.arrayContaining(['M15', 'suspected-leak']))
})
