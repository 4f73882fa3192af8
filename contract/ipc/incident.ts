import * as z from 'zod'
import { AttachmentName } from '#contract/attachment.ts'
import {
  getIncident,
  getIncidentFigures,
  getIncidents,
  getOwnIncidents,
  getSubjectViewings,
  getVerifiers,
  postIncident,
  postIncidentStep,
  postOwnAppeal,
} from '#contract/http/incident.ts'
import { IncidentId } from '#contract/incident.ts'
import { channel } from '#contract/ipc/channel.ts'
import { relay } from '#contract/ipc/relay.ts'
import { UploadId } from '#contract/values.ts'

export const listIncidents = relay('app:incident:list', getIncidents)
export const readIncident = relay('app:incident:read', getIncident)
export const readIncidentFigures = relay('app:incident:read-figures', getIncidentFigures)
export const listOwnIncidents = relay('app:incident:list-own', getOwnIncidents)
export const listVerifiers = relay('app:incident:list-verifiers', getVerifiers)
export const listSubjectViewings = relay('app:incident:list-viewings', getSubjectViewings)
export const reportIncident = relay('app:incident:report', postIncident)
export const takeIncidentStep = relay('app:incident:take-step', postIncidentStep)
export const appealOwnIncident = relay('app:incident:appeal', postOwnAppeal)

/** Fetches a file of an incident and writes it where the person says; `false` when the person cancelled. */
export const saveIncidentAttachment = channel('app:incident:save-attachment', {
  roles: ['app'],
  input: z.strictObject({ incident: IncidentId, id: UploadId, name: AttachmentName }),
  output: z.strictObject({ isSaved: z.boolean() }),
})
