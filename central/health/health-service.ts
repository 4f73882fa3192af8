import type { AuditService } from '#central/audit/audit-service.ts'
import type { Health } from '#contract/http/health.ts'

/** With entries waiting longer than this the log is stalled, and reports cannot be read. */
const stalledAfterMs = 2000

export interface HealthService {
  check(): Promise<Health>
}

/** @param monotonicMs A clock that only runs forward. */
export function createHealthService(audit: AuditService, version: string, monotonicMs: () => number): HealthService {
  let waitingSinceMs: number | undefined

  return {
    async check() {
      const pending = await audit.pending().catch(() => undefined)
      if (pending === undefined) return { status: 'degraded', version, database: 'down', log: 'stalled' }
      waitingSinceMs = pending === 0 ? undefined : (waitingSinceMs ?? monotonicMs())
      const isStalled = waitingSinceMs !== undefined && monotonicMs() - waitingSinceMs > stalledAfterMs
      return { status: isStalled ? 'degraded' : 'ok', version, database: 'ok', log: isStalled ? 'stalled' : 'ok' }
    },
  }
}
