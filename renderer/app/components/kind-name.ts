import type { TFunction } from 'i18next'
import type { LogEntry } from '#contract/log-entry.ts'

/** What happened, in words; a kind that has none yet stands by its code. */
export function kindName(t: TFunction, kind: LogEntry['kind']): string {
  return t(`logSearch.kind.${kind}`, { defaultValue: kind })
}

/** The query an entry is about; `undefined` when it is about none. */
export function queryOf({ kind, object, facts }: LogEntry): string | undefined {
  if (kind === 'query.decided' || kind === 'report.received' || kind === 'report.failed') return object ?? undefined
  const { query } = facts
  return typeof query === 'string' ? query : undefined
}

/** An entry's facts on one line, codes and numbers as they stand. */
export function factsLine({ facts }: LogEntry): string {
  return Object.entries(facts)
    .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(' · ')
}
