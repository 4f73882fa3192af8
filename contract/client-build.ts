/** Which build of the program asks to log in. A claim and no proof: it stops accidents, mixed versions and lazy tampering. */

import * as z from 'zod'

/**
 * `release-`: the SHA-256 of the signed list of its files. `trial-`: the same of a package made on a stand-in runtime or
 * with a key of its own. `test-`: a build without guard.
 */
export const BuildId = z.string().regex(/^(?:(?:release|trial)-[0-9a-f]{64}|test-[a-z]{1,20})$/)

/** What the client says about itself; read leniently, so that what is malformed is refused as such. */
export const ClientBuild = z.strictObject({ id: z.string().max(100), version: z.string().max(40) })
export type ClientBuild = z.output<typeof ClientBuild>
