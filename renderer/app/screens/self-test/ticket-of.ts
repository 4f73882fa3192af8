import type { SelfTestItem } from '#contract/self-test.ts'

/** Short lines that can be read out over the telephone, the same in every language. */
export function ticketOf(items: readonly SelfTestItem[]): string {
  return items.map(lineOf).join('\n')
}

function lineOf({ state, finding, values, codes }: SelfTestItem): string {
  const facts = Object.entries(values).map(([name, value]) => `${name}=${value}`)
  return [state.toUpperCase().padEnd(4), finding, ...facts, ...codes].join(' ')
}
