import type { Endpoint } from '#contract/http/endpoint.ts'
import {
  listAccountabilityCases,
  openAccountabilityCase,
  takeAccountabilityStep,
} from '#contract/ipc/accountability.ts'
import {
  appealOwnIncident,
  listIncidents,
  listOwnIncidents,
  listSubjectViewings,
  listVerifiers,
  readIncident,
  readIncidentFigures,
  reportIncident,
  takeIncidentStep,
} from '#contract/ipc/incident.ts'
import type { Relay } from '#contract/ipc/relay.ts'

/** Channels of incidents that only ask an endpoint. */
export const incidentRelays = [
  listIncidents,
  readIncident,
  readIncidentFigures,
  listOwnIncidents,
  listVerifiers,
  listSubjectViewings,
  reportIncident,
  takeIncidentStep,
  appealOwnIncident,
  listAccountabilityCases,
  openAccountabilityCase,
  takeAccountabilityStep,
] as unknown as readonly Relay<Endpoint>[]
