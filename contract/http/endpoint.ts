/** How the workstation and the service talk: an endpoint is a method, an address and its schemas. */

import type * as z from 'zod'

/**
 * Who may call. `anyone`: no proof. `device`: a DPoP proof (RFC 9449) of any key. `workstation`: a proof by a bound
 * workstation from a bound address. `session`: that, and a session token.
 */
export type Access = 'anyone' | 'device' | 'workstation' | 'session'

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Path with `:name` parameters; parameters are ids, never names or ID numbers. */
  readonly url: string
  readonly access: Access
  readonly schema: {
    readonly params?: z.ZodType
    readonly body?: z.ZodType
    readonly response: { readonly 200: z.ZodType }
  }
}

/** Header that carries the hash of a sealed page next to its bytes. */
export const sealedPageMediaType = 'application/octet-stream'
