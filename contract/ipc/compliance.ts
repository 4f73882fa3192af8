import * as z from 'zod'
import {
  getComplianceReport,
  getDashboard,
  getReportFile,
  postReportAcceptance,
  postReportReturn,
  postReportSignature,
} from '#contract/http/compliance.ts'
import { channel } from '#contract/ipc/channel.ts'
import { relay } from '#contract/ipc/relay.ts'

export const readDashboard = relay('app:compliance:read-dashboard', getDashboard)
export const readComplianceReport = relay('app:compliance:read-report', getComplianceReport)
export const signComplianceReport = relay('app:compliance:sign-report', postReportSignature)
export const acceptComplianceReport = relay('app:compliance:accept-report', postReportAcceptance)
export const returnComplianceReport = relay('app:compliance:return-report', postReportReturn)

/** Fetches a report as a file and writes it where the person says; `false` when the person cancelled. */
export const saveReportFile = channel('app:compliance:save-file', {
  roles: ['app'],
  input: getReportFile.schema.params,
  output: z.strictObject({ isSaved: z.boolean() }),
})
