/** Texts that come with the product, for a library that would begin empty: rules in our own words, cases made up. */

import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { NewLibraryEntry } from '#contract/library.ts'

const file = new URL('../../assets/library/entries.json', import.meta.url)
const Shipped = z.array(NewLibraryEntry.omit({ replaces: true, attachments: true }))

export async function readShippedEntries(): Promise<NewLibraryEntry[]> {
  const entries = Shipped.parse(JSON.parse(await readFile(file, 'utf8')))
  return entries.map((entry) => ({ ...entry, replaces: null, attachments: [] }))
}
