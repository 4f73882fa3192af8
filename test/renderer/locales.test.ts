import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { signedActions } from '#contract/approval.ts'
import { businessRoles } from '#contract/business.ts'
import { scanMediaTypes } from '#contract/consent.ts'
import { corporateIdTypes } from '#contract/corporate-id.ts'
import { blockingRules, warningRules } from '#contract/decision.ts'
import { failureCodes } from '#contract/failure.ts'
import { figureGroups, figureKeys } from '#contract/figures.ts'
import { ChosenScan } from '#contract/ipc/query.ts'
import { sessionClosed } from '#contract/ipc/shell.ts'
import { monitoringRules } from '#contract/monitoring-rule.ts'
import { corporatePurposes, personalPurposes } from '#contract/purpose.ts'
import { Allowance, queryStates } from '#contract/query.ts'
import { stopCauses, stopStates } from '#contract/query-stop.ts'
import { roles } from '#contract/role.ts'
import { rangeProblems } from '#contract/rules/address-range.ts'
import { selfTestCodes, selfTestFindings, selfTestNames } from '#contract/self-test.ts'
import { personalIdTypes } from '#contract/subject.ts'
import { hardwareFactors, workstationReasons } from '#contract/workstation.ts'
import { workstationStatuses } from '#contract/workstation-administration.ts'

type Texts = { readonly [key: string]: string | Texts }

const files = readdirSync('renderer/locales/zh-CN')

function read(language: string, file: string): Texts {
  return JSON.parse(readFileSync(`renderer/locales/${language}/${file}`, 'utf8'))
}

function flatten(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

const placeholders = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

test('both languages have the same files', () => {
  expect(readdirSync('renderer/locales/en')).toEqual(files)
})

test.each(files)('%s has the same keys and the same gaps to fill in both languages, and no empty text', (file) => {
  const [chinese, english] = [flatten(read('zh-CN', file)), flatten(read('en', file))]
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  for (const [key, text] of chinese) expect([key, placeholders(english.get(key))]).toEqual([key, placeholders(text)])
  expect([...chinese.values(), ...english.values()].filter((text) => text.trim() === '' || /[!！]/.test(text))).toEqual(
    [],
  )
})

const bothParts = (codes: readonly string[]) => codes.flatMap((code) => [`${code}.what`, `${code}.next`])
const prefixed = (prefix: string, codes: readonly string[]) => codes.map((code) => `${prefix}.${code}`)

const { ok, warn, fail } = selfTestFindings

test.each([
  { file: 'failure.json', keys: bothParts(failureCodes) },
  { file: 'self-test.json', keys: prefixed('name', selfTestNames) },
  { file: 'self-test.json', keys: prefixed('found', [...ok, ...warn, ...fail]) },
  { file: 'self-test.json', keys: prefixed('next', [...warn, ...fail]) },
  { file: 'self-test.json', keys: prefixed('code', selfTestCodes) },
  { file: 'rule.json', keys: bothParts(blockingRules) },
  { file: 'query-stop.json', keys: prefixed('causes', stopCauses) },
  { file: 'query-stop.json', keys: prefixed('states', stopStates) },
  { file: 'compliance.json', keys: prefixed('group', figureGroups) },
  ...Object.entries(figureKeys).map(([group, keys]) => ({
    file: 'compliance.json',
    keys: prefixed(`key.${group}`, keys),
  })),
  { file: 'warning.json', keys: warningRules },
  { file: 'monitoring.json', keys: monitoringRules.flatMap((rule) => [`rule.${rule}.name`, `rule.${rule}.plain`]) },
  { file: 'policy.json', keys: prefixed('ruleName', blockingRules) },
  { file: 'terms.json', keys: prefixed('purpose', personalPurposes) },
  { file: 'terms.json', keys: prefixed('purpose', corporatePurposes) },
  { file: 'terms.json', keys: prefixed('idType', personalIdTypes) },
  { file: 'terms.json', keys: prefixed('corporateIdType', corporateIdTypes) },
  { file: 'terms.json', keys: prefixed('role', businessRoles) },
  { file: 'terms.json', keys: prefixed('userRole', roles) },
  { file: 'signing.json', keys: prefixed('action', signedActions) },
  { file: 'terms.json', keys: prefixed('queryState', queryStates) },
  { file: 'terms.json', keys: prefixed('scanKind', scanMediaTypes) },
  { file: 'terms.json', keys: prefixed('scanRefusal', ChosenScan.shape.refusal.unwrap().options) },
  { file: 'terms.json', keys: prefixed('dayKind', Allowance.shape.today.options) },
  { file: 'terms.json', keys: prefixed('dayKindMeaning', Allowance.shape.today.options) },
  { file: 'terms.json', keys: prefixed('workstationStatus', workstationStatuses) },
  { file: 'hardware-factor.json', keys: [...hardwareFactors] },
  {
    file: 'workstation-reason.json',
    keys: workstationReasons.flatMap((reason) => [`${reason}.name`, `${reason}.what`]),
  },
  { file: 'workstations.json', keys: prefixed('rangeProblem', rangeProblems) },
  { file: 'login.json', keys: prefixed('reason', sessionClosed.payload.shape.reason.options) },
])('$file has a text for each of $keys.length codes of the contract, such as $keys.0', ({ file, keys }) => {
  const texts = flatten(read('zh-CN', file))
  expect(keys.filter((key) => !texts.has(key))).toEqual([])
})
