/** The small values everything else is made of. */

import * as z from 'zod'

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const Day = z.iso.date()
export type Day = z.output<typeof Day>

/** A moment in UTC, RFC 3339 with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 })
export type Instant = z.output<typeof Instant>

/** The one identity a person has in the bank (统一认证号). */
export const EmployeeId = z.string().regex(/^[A-Z0-9]{4,16}$/)
export type EmployeeId = z.output<typeof EmployeeId>

export const InstitutionCode = z.string().regex(/^[0-9]{6,14}$/)
export type InstitutionCode = z.output<typeof InstitutionCode>

/** Application, contract or guarantee number of the loan systems. */
export const BusinessReference = z.string().regex(/^[A-Z0-9-]{6,40}$/)
export type BusinessReference = z.output<typeof BusinessReference>

export const QueryId = z.uuid().brand('QueryId')
export type QueryId = z.output<typeof QueryId>

export const ConsentId = z.uuid().brand('ConsentId')
export type ConsentId = z.output<typeof ConsentId>

/** A form printed for signature; its code names it. */
export const ConsentFormId = z.uuid().brand('ConsentFormId')
export type ConsentFormId = z.output<typeof ConsentFormId>

export const UploadId = z.uuid().brand('UploadId')
export type UploadId = z.output<typeof UploadId>

export const ViewingId = z.uuid().brand('ViewingId')
export type ViewingId = z.output<typeof ViewingId>

export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/)
export type Sha256Hex = z.output<typeof Sha256Hex>

/** An IPv4 or IPv6 address or prefix in CIDR notation. */
export const AddressRange = z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()])

/** A P-256 public key (RFC 7517, RFC 7518 section 6.2.1); private members are refused. */
export const PublicJwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().regex(/^[\w-]{43}$/),
  y: z.string().regex(/^[\w-]{43}$/),
})
export type PublicJwk = z.output<typeof PublicJwk>
