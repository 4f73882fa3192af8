import { getReportFile } from '#contract/http/compliance.ts'
import { saveReportFile } from '#contract/ipc/compliance.ts'
import type { SessionService } from '#main/session/session-service.ts'
import type { Handle } from './handle.ts'

/** A PDF of many pages takes the service a while. */
const timeoutMs = 60_000

export interface ComplianceParts {
  readonly session: Pick<SessionService, 'call'>
  /** Asks the person where to; `false` when the person cancelled. */
  readonly saveDocument: (file: { name: string; bytes: Uint8Array }) => Promise<boolean>
}

export function handleCompliance(handle: Handle, { session, saveDocument }: ComplianceParts): void {
  handle(saveReportFile, async (params) => {
    const bytes = await session.call(getReportFile, { params, timeoutMs })
    return { isSaved: await saveDocument({ name: nameOf(params), bytes }) }
  })
}

function nameOf({ institution, period, format }: { institution: string; period: string; format: string }): string {
  const title = format === 'filing' ? '用户备案' : '征信查询合规报告'
  return `${title}-${institution}-${period}.${format === 'pdf' ? 'pdf' : 'xlsx'}`
}
