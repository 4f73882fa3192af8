import type { ExportFilter } from '#contract/audit-export.ts'
import type { LogEntry } from '#contract/log-entry.ts'

/** Whether an entry travels with its bytes. One that names no institution or nobody is left out where the filter does. */
export function isSelected(entry: LogEntry, { period, institutions, employeeIds }: ExportFilter): boolean {
  return (
    entry.at >= period.from &&
    entry.at < period.until &&
    isNamed(entry.institution, institutions) &&
    isNamed(entry.employeeId, employeeIds)
  )
}

function isNamed(name: string | null, names: readonly string[] | null): boolean {
  return names === null || (name !== null && names.includes(name))
}
