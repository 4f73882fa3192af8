import type { ExportFilter } from '#contract/audit-export.ts'
import type { LogEntry } from '#contract/log-entry.ts'

/** Which entries travel with their bytes. One that names no institution or nobody is left out where the filter does. */
export function selectionOf({ period, institutions, employeeIds }: ExportFilter): (entry: LogEntry) => boolean {
  const isOneOf = { institution: namesIn(institutions), person: namesIn(employeeIds) }
  return ({ at, institution, employeeId }) =>
    at >= period.from && at < period.until && isOneOf.institution(institution) && isOneOf.person(employeeId)
}

function namesIn(names: readonly string[] | null): (name: string | null) => boolean {
  if (names === null) return () => true
  const wanted = new Set(names)
  return (name) => name !== null && wanted.has(name)
}
