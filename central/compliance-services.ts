/** Composes what looks over the whole: tables taken out as files, figures, reports. */

import type { AuditService } from '#central/audit/audit-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { createTableExportService } from '#central/table-exports/table-export-service.ts'

export interface ComplianceDependencies {
  readonly audit: AuditService
  readonly policy: PolicyService
}

export type ComplianceServices = ReturnType<typeof createComplianceServices>

export function createComplianceServices({ audit, policy }: ComplianceDependencies) {
  const tableExports = createTableExportService({ audit, policy })
  return { tableExports }
}
