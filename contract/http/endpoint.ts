/** How the workstation and the service talk: an endpoint is a method, an address and its schemas. */

import type * as z from 'zod'
import type { Role } from '#contract/role.ts'

/**
 * Who may call. `anyone`: no proof. `device`: a DPoP proof (RFC 9449) of any key. `workstation`: a proof by a bound
 * workstation from a bound address. `candidate`: that, and the token of somebody who is no user yet. `session`: that,
 * and a user's session token.
 */
export type Access = 'anyone' | 'device' | 'workstation' | 'candidate' | 'session'

interface EndpointShape {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Path with `:name` parameters; parameters are ids, never names or ID numbers. */
  readonly url: string
  readonly schema: {
    readonly params?: z.ZodType
    readonly body?: z.ZodType
    readonly response: { readonly 200: z.ZodType }
  }
  /** Largest body, when the service's usual limit of 1 MiB is too small. */
  readonly bodyLimitBytes?: number
}

/** Whom an endpoint of logged-in users answers; nobody else gets in by forgetting to say. */
export type EndpointAccess =
  | {
      readonly access: Exclude<Access, 'session'>
      readonly roles?: never
      readonly answersLocked?: never
      readonly answersPasswordDue?: never
    }
  | {
      readonly access: 'session'
      readonly roles: readonly Role[]
      /** Answered while the session is locked too, and while the password is due. */
      readonly answersLocked?: true
      /** Answered while the password is due. */
      readonly answersPasswordDue?: true
    }

export type Endpoint = EndpointShape & EndpointAccess

/**
 * Request header: whole seconds since the user's last input in the program's windows. A request counts as activity only
 * as far as this says so, so that what a screen asks by itself keeps no session alive.
 */
export const idleHeader = 'idle-seconds'

/** Header that carries the hash of a sealed page next to its bytes. */
export const sealedPageMediaType = 'application/octet-stream'
