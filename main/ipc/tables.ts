import { postQuestionBank, postQuestionBankTrial } from '#contract/http/admission.ts'
import { postBusinessFeed, postBusinessFeedTrial } from '#contract/http/business-feed.ts'
import { postStaffFeed, postStaffFeedTrial } from '#contract/http/staff.ts'
import { applyQuestionBank, tryQuestionBank } from '#contract/ipc/admission.ts'
import { applyBusinessFeed, tryBusinessFeed } from '#contract/ipc/business-feed.ts'
import { applyStaffFeed, tryStaffFeed } from '#contract/ipc/staff.ts'
import { exportTable } from '#contract/ipc/table-export.ts'
import { chooseTable } from '#contract/ipc/table-file.ts'
import type { SessionService } from '#main/session/session-service.ts'
import type { TableExports } from '#main/tables/export-service.ts'
import type { TableFiles } from '#main/uploads/table-files.ts'
import type { Handle } from './handle.ts'

/** A large feed takes the service a while. */
const timeoutMs = 120_000

export function handleTables(
  handle: Handle,
  {
    tables,
    tableExports,
    session,
  }: { tables: TableFiles; tableExports: TableExports; session: Pick<SessionService, 'call'> },
): void {
  handle(chooseTable, async ({ purpose }) => ({ table: await tables.choose(purpose) }))
  handle(exportTable, async (table) => ({ fileName: await tableExports.write(table) }))
  handle(tryStaffFeed, ({ handle: file }) =>
    session.call(postStaffFeedTrial, { body: { content: tables.contentOf(file) }, timeoutMs }),
  )
  handle(applyStaffFeed, ({ handle: file, planHash }) =>
    session.call(postStaffFeed, { body: { content: tables.contentOf(file), planHash }, timeoutMs }),
  )
  handle(tryBusinessFeed, ({ handle: file }) =>
    session.call(postBusinessFeedTrial, { body: { content: tables.contentOf(file) }, timeoutMs }),
  )
  handle(applyBusinessFeed, ({ handle: file, planHash }) =>
    session.call(postBusinessFeed, { body: { content: tables.contentOf(file), planHash }, timeoutMs }),
  )
  handle(tryQuestionBank, ({ handle: file }) =>
    session.call(postQuestionBankTrial, { body: { content: tables.contentOf(file) }, timeoutMs }),
  )
  handle(applyQuestionBank, ({ handle: file, planHash }) =>
    session.call(postQuestionBank, { body: { content: tables.contentOf(file), planHash }, timeoutMs }),
  )
}
