import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { LibraryEntry, LibraryEntryId, LibraryReader, LibraryRow, NewLibraryEntry } from '#contract/library.ts'
import { administratorRoles, roles } from '#contract/role.ts'

const OneEntry = z.strictObject({ id: LibraryEntryId })
const Done = z.strictObject({})

/** Everything in force, and older versions; newest first. */
export const getLibrary = {
  method: 'GET',
  url: '/library',
  access: 'session',
  roles,
  schema: { response: { 200: z.array(LibraryRow) } },
} as const satisfies Endpoint

export const getLibraryEntry = {
  method: 'GET',
  url: '/library/:id',
  access: 'session',
  roles,
  schema: { params: OneEntry, response: { 200: LibraryEntry } },
} as const satisfies Endpoint

/** The caller says that he has read it; safe to repeat. */
export const postLibraryReading = {
  method: 'POST',
  url: '/library/:id/reading',
  access: 'session',
  roles,
  schema: { params: OneEntry, response: { 200: Done } },
} as const satisfies Endpoint

/** Who of the caller's subtree is to read it, and who has. */
export const getLibraryReaders = {
  method: 'GET',
  url: '/library/:id/readers',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneEntry, response: { 200: z.array(LibraryReader) } },
} as const satisfies Endpoint

/** Publishes an entry or a new version of one; safe to repeat. */
export const postLibraryEntry = {
  method: 'POST',
  url: '/library',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { body: NewLibraryEntry, response: { 200: LibraryEntry } },
} as const satisfies Endpoint

export const postLibraryRetirement = {
  method: 'POST',
  url: '/library/:id/retirement',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { params: OneEntry, response: { 200: Done } },
} as const satisfies Endpoint

/** Publishes the texts that come with the product; those that were published before are left alone. */
export const postShippedLibrary = {
  method: 'POST',
  url: '/library/shipped',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { response: { 200: z.strictObject({ published: z.int().min(0) }) } },
} as const satisfies Endpoint
