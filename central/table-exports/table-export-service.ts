/** Tables that leave the screen as files: allowed by policy, and recorded before they are written. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { AppError } from '#contract/failure.ts'
import type { TableExport } from '#contract/table-export.ts'

export interface TableExportService {
  /** @throws {AppError} `export-refused` when the policy forbids it to the caller's role. */
  record(table: TableExport, caller: SessionCaller): Promise<void>
}

export function createTableExportService({
  audit,
  policy,
}: {
  readonly audit: AuditService
  readonly policy: PolicyService
}): TableExportService {
  return {
    async record({ table, rows, columns, sha256 }, caller) {
      const { body, version } = await policy.current()
      const isAllowed = body.tableExport[caller.user.role]
      const kind = isAllowed ? 'table.exported' : 'table.export-refused'
      const facts = { role: caller.user.role, rows, columns, sha256, policyVersion: version }
      await audit.recordAlone(entryOf(kind, caller, { object: table, facts }))
      if (!isAllowed) throw new AppError('export-refused', 'The policy allows this role no export.')
    },
  }
}
