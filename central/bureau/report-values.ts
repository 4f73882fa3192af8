/** Small values of bureau reports. Amounts of persons are whole yuan, of companies whole 10,000 yuan (万元). */

import * as z from 'zod'

export const Yuan = z.int().min(0)
export const Wan = z.int().min(0)

/** A calendar month, `YYYY-MM`. */
export const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
export type Month = z.output<typeof Month>

export const Words = z.string().min(1).max(120)
export const Text = z.string().min(1).max(400)
export const ReportNumber = z.string().regex(/^\d{16,40}$/)

/** The codes of a table as a schema. */
export function codeOf<T extends Record<string, string>>(table: T) {
  return z.enum(Object.keys(table) as (keyof T & string)[])
}
