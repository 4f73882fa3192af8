/** The lists of the policy: of what fields a row is made, and how it reads. */

import { institutionLevels } from '#contract/institution.ts'
import { monitoringRules } from '#contract/monitoring-rule.ts'
import type { PolicyBody } from '#contract/policy.ts'
import { limitNames, raisings } from '#contract/policy-sections/monitoring.ts'

export interface ListField {
  readonly name: string
  /** `text` that is left empty is `null` where the list allows it. */
  readonly kind: 'text' | 'number' | 'choice'
  readonly choices?: readonly string[]
  readonly isOptional?: boolean
  /** What is to be typed, where that is not plain. */
  readonly hint?: string
}

export type ListRow = Readonly<Record<string, string | number | null>>

const rule: ListField = { name: 'rule', kind: 'choice', choices: monitoringRules }

export const policyLists = {
  'workingHours.exceptions': [
    { name: 'institution', kind: 'text', isOptional: true },
    { name: 'fromDay', kind: 'text', hint: 'MM-DD' },
    { name: 'untilDay', kind: 'text', hint: 'MM-DD' },
    { name: 'from', kind: 'text', hint: 'HH:MM' },
    { name: 'until', kind: 'text', hint: 'HH:MM' },
  ],
  'bureau.maintenance': [
    { name: 'from', kind: 'text', hint: 'YYYY-MM-DD HH:MM' },
    { name: 'until', kind: 'text', hint: 'YYYY-MM-DD HH:MM' },
  ],
  'monitoring.perLevel': [
    { name: 'level', kind: 'choice', choices: institutionLevels },
    { name: 'limit', kind: 'choice', choices: limitNames },
    { name: 'value', kind: 'number' },
  ],
  'monitoring.off': [rule, { name: 'reason', kind: 'text' }],
  'monitoring.raising': [rule, { name: 'when', kind: 'choice', choices: raisings }],
} as const satisfies Readonly<Record<string, readonly ListField[]>>

export type ListPath = keyof typeof policyLists
export const listPaths = Object.keys(policyLists) as ListPath[]
export type ChangedLists = Readonly<Partial<Record<ListPath, readonly ListRow[]>>>

export function listOf(body: PolicyBody, path: ListPath): readonly ListRow[] {
  const [section = '', name = ''] = path.split('.')
  const values = (body as unknown as Record<string, Record<string, readonly ListRow[]>>)[section]
  return values?.[name] ?? []
}

/** @param body As it is typed; what the schema says of it is for the caller. */
export function withLists(body: unknown, changed: ChangedLists): unknown {
  const copy = structuredClone(body) as Record<string, Record<string, unknown>>
  for (const [path, rows] of Object.entries(changed)) {
    const [section = '', name = ''] = path.split('.')
    const level = copy[section]
    if (level) level[name] = rows
  }
  return copy
}

/** Lists that differ, row by row as text. */
export function listDifferences(before: PolicyBody, after: PolicyBody) {
  return listPaths.flatMap((path) => {
    const [old, wanted] = [before, after].map((body) => listOf(body, path).map(textOfRow))
    const [gone, added] = [without(old, wanted), without(wanted, old)]
    if (gone.length === 0 && added.length === 0) return []
    return [{ path, before: gone.join('；') || '—', after: added.join('；') || '—' }]
  })
}

function without(rows: readonly string[] = [], others: readonly string[] = []): string[] {
  return rows.filter((row) => !others.includes(row))
}

function textOfRow(row: ListRow): string {
  return Object.values(row)
    .map((value) => value ?? '*')
    .join(' ')
}
