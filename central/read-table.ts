/** Reads a table that somebody exported: CSV (RFC 4180) in UTF-8 or GBK, or JSON. */

import { type CsvError, type Info, parse } from 'csv-parse/sync'
import { AppError } from '#contract/failure.ts'

export interface TableRow {
  /** Where the row ends in a CSV file, or its place in a JSON list; from one. */
  readonly line: number
  /** Values by the canonical name of their column; what is missing is empty. */
  readonly values: Readonly<Record<string, string>>
}

export interface Table {
  readonly rows: readonly TableRow[]
  /** Lines that could not be read at all. */
  readonly unreadable: readonly number[]
}

/** Canonical names, each with the heads under which a column may come, in lower case. */
export type Columns = Readonly<Record<string, readonly string[]>>

/**
 * @throws {AppError} `table-unreadable` when it is of no known encoding, no table, has too many rows, or lacks a column
 *   that `required` names.
 */
export function readTable(
  bytes: Uint8Array,
  { columns, required, maxRows }: { columns: Columns; required: readonly string[]; maxRows: number },
): Table {
  const text = decode(bytes)
  const table = /^\s*[[{]/.test(text) ? readJson(text, columns) : readCsv(text, columns)
  if (table.rows.length > maxRows) throw unreadable('It has too many rows.')
  const present = new Set(table.rows.flatMap(({ values }) => Object.keys(values)))
  const missing = required.filter((name) => !present.has(name))
  if (table.rows.length > 0 && missing.length > 0) throw unreadable('A column is missing.', missing)
  return table
}

/** Excel writes GBK where the system is Chinese, UTF-8 with a mark when asked to. */
function decode(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not this one.
    }
  }
  throw unreadable('Its text is neither UTF-8 nor GBK.')
}

function readCsv(text: string, columns: Columns): Table {
  const unreadableLines: number[] = []
  const records = parse(text, {
    bom: true,
    info: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => void unreadableLines.push(Number(error?.['lines'] ?? 1)),
  }) as unknown as { record: string[]; info: Info }[]
  const [head, ...body] = records
  if (!head) throw unreadable('It is empty.')
  const names = head.record.map((title) => nameOf(title, columns))
  const rows = body.map(({ record, info }) => ({
    line: info.lines,
    values: Object.fromEntries(record.flatMap((value, index) => (names[index] ? [[names[index], value]] : []))),
  }))
  return { rows, unreadable: [...new Set(unreadableLines)] }
}

function readJson(text: string, columns: Columns): Table {
  const list = listIn(parseJson(text))
  const unreadableLines: number[] = []
  const rows = list.flatMap((item, index): TableRow[] => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      unreadableLines.push(index + 1)
      return []
    }
    const entries = Object.entries(item).flatMap(([key, value]): [string, string][] => {
      const name = nameOf(key, columns)
      return name ? [[name, textOf(value)]] : []
    })
    return [{ line: index + 1, values: Object.fromEntries(entries) }]
  })
  return { rows, unreadable: [...new Set(unreadableLines)] }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw unreadable('It is no JSON.', [], error)
  }
}

/** The list itself, or the only list inside an object. */
function listIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  const lists = Object.values(value as object).filter(Array.isArray)
  if (lists.length !== 1) throw unreadable('It holds no list.')
  return lists[0] as unknown[]
}

/** Lists stand as their parts, one a line. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('\n')
  return value === null || value === undefined ? '' : String(value).trim()
}

function nameOf(title: string, columns: Columns): string | undefined {
  const wanted = title.trim().toLowerCase()
  return Object.entries(columns).find(([name, titles]) => name.toLowerCase() === wanted || titles.includes(wanted))?.[0]
}

function unreadable(message: string, fields: readonly string[] = [], cause?: unknown): AppError {
  return new AppError('table-unreadable', message, { fields, cause })
}
