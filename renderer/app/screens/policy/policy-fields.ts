/** The numbers and times of the policy as flat fields, and back. */

import type { PolicyBody } from '#contract/policy.ts'
import { listDifferences } from './policy-lists.ts'

export interface PolicyField {
  /** Dotted, such as `query.personalPerDay`. */
  readonly path: string
  readonly value: number | string | boolean
}

/** Every value one can type; lists and codes stay as they are. */
export function fieldsOf(body: PolicyBody): PolicyField[] {
  return flatten(body, '')
}

function flatten(level: object, prefix: string): PolicyField[] {
  return Object.entries(level).flatMap(([key, value]: [string, unknown]): PolicyField[] => {
    const path = prefix + key
    if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return [{ path, value }]
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? flatten(value, `${path}.`) : []
  })
}

/** The body with some of its fields changed; what the schema says of it is for the caller. */
export function withFields(body: PolicyBody, changed: Readonly<Record<string, number | string | boolean>>): unknown {
  const copy: Record<string, unknown> = structuredClone(body)
  for (const [path, value] of Object.entries(changed)) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const level = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy)
    level[last] = value
  }
  return copy
}

/** Which fields and lists differ, with both values. */
export function differences(before: PolicyBody, after: PolicyBody) {
  const old = new Map(fieldsOf(before).map(({ path, value }) => [path, value]))
  const fields = fieldsOf(after)
    .filter(({ path, value }) => old.get(path) !== value)
    .map(({ path, value }) => ({ path, before: old.get(path), after: value }))
  return [...fields, ...listDifferences(before, after)]
}
