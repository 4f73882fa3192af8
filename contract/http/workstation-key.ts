import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { KeyHandover, KeyStanding } from '#contract/key-rotation.ts'
import { administratorRoles } from '#contract/role.ts'
import { WorkstationId } from '#contract/workstation.ts'

/** Whether this workstation's key is due. */
export const getWorkstationKey = {
  method: 'GET',
  url: '/workstation-key',
  access: 'workstation',
  schema: { response: { 200: KeyStanding } },
} as const satisfies Endpoint

/** Puts a new key in the place of the one that signs the request. */
export const postWorkstationKey = {
  method: 'POST',
  url: '/workstation-key',
  access: 'workstation',
  schema: { body: KeyHandover, response: { 200: KeyStanding } },
} as const satisfies Endpoint

/** Asks a workstation for a new key, now or when it is next used. */
export const postKeyDemand = {
  method: 'POST',
  url: '/workstations/:id/key-demand',
  access: 'session',
  roles: administratorRoles,
  schema: { params: z.strictObject({ id: WorkstationId }), response: { 200: z.strictObject({}) } },
} as const satisfies Endpoint
