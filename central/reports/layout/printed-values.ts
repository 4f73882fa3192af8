/** How values are printed. What does not apply or is not known is `--`. */

import type { Cell } from './table.ts'

const notApplicable = '--'

/** Right-aligned, with a comma every three digits. */
export function yuan(amount: number | null): Cell {
  return { text: amount === null ? notApplicable : grouped(amount), align: amount === null ? 'middle' : 'end' }
}

/** An amount that should be nought; red when it is not. */
export function owedYuan(amount: number | null): Cell {
  return amount !== null && amount > 0 ? { text: grouped(amount), align: 'end', tone: 'alert' } : yuan(amount)
}

/** A count that should be nought; red when it is not. */
export function alertCount(count: number): Cell {
  return count > 0 ? { text: String(count), tone: 'alert' } : String(count)
}

export function grouped(amount: number): string {
  return amount < 0 ? `-${grouped(-amount)}` : String(amount).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
}

/** `2026-11-24` as `2026.11.24`, `2026-11` as `2026.11`. */
export function date(value: string | null): string {
  return value === null ? notApplicable : value.replaceAll('-', '.')
}

/** `2026-11` as `2026年11月`. */
export function monthInWords(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5))}月`
}

export function dayInWords(day: string): string {
  return `${monthInWords(day.slice(0, 7))}${Number(day.slice(8))}日`
}

export function words(value: string | number | null): string {
  return value === null ? notApplicable : String(value)
}

/** The words of a code table. */
export function label<T extends Readonly<Record<string, string>>>(table: T, code: (keyof T & string) | null): string {
  return code === null ? notApplicable : (table[code] ?? notApplicable)
}
