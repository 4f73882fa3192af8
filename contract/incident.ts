/** Something that must be looked into (事件): raised by a rule, verified on the spot, decided one level up. */

import * as z from 'zod'

/** Codes and numbers a rule saw; no name, no ID number. */
export const IncidentFacts = z.record(z.string().max(40), z.union([z.string().max(120), z.number()]))
export type IncidentFacts = z.output<typeof IncidentFacts>
