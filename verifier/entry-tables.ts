/** Entries as tables to be read: one CSV and one HTML page for each file of entries, in Chinese. */

import type { LogEntry } from '#contract/log-entry.ts'
import { kindName } from './kind-names.ts'

export interface TableRow {
  readonly index: number
  readonly entry: LogEntry
}

const columns: readonly (readonly [title: string, value: (row: TableRow) => string])[] = [
  ['序号', ({ index }) => String(index)],
  ['时间（北京时间）', ({ entry }) => beijingTime(entry.at)],
  ['事项', ({ entry }) => kindName(entry.kind)],
  ['事项代码', ({ entry }) => entry.kind],
  ['统一认证号', ({ entry }) => entry.employeeId ?? ''],
  ['机构', ({ entry }) => entry.institution ?? ''],
  ['终端', ({ entry }) => entry.workstation ?? ''],
  ['地址', ({ entry }) => entry.address ?? ''],
  ['会话', ({ entry }) => entry.session ?? ''],
  ['对象', ({ entry }) => entry.object ?? ''],
  ['信息主体承诺值', ({ entry }) => entry.subjectCommitment ?? ''],
  ['内容', ({ entry }) => factsOf(entry)],
  ['记录号', ({ entry }) => entry.id],
]

const byteOrderMark = '\uFEFF'

/** With a byte order mark, so that a spreadsheet takes it for UTF-8 (RFC 4180 otherwise). */
export function csvOf(rows: readonly TableRow[]): string {
  const lines = rows.map((row) => columns.map(([, value]) => csvField(value(row))).join(','))
  return `${byteOrderMark}${[columns.map(([title]) => title).join(','), ...lines].join('\r\n')}\r\n`
}

export function htmlOf(rows: readonly TableRow[]): string {
  const head = columns.map(([title]) => `<th>${title}</th>`).join('')
  const body = rows.map((row) => `<tr>${columns.map(([, value]) => `<td>${escaped(value(row))}</td>`).join('')}</tr>`)
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>审计日志</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{font:14px/1.5 "Noto Sans SC","Microsoft YaHei",sans-serif;margin:24px;color:#1f2937}
table{border-collapse:collapse}th,td{border:1px solid #d1d5db;padding:4px 8px;text-align:left;vertical-align:top}
th{background:#f3f4f6;position:sticky;top:0;white-space:nowrap}td{word-break:break-all;min-width:4em}</style></head>
<body><h1>审计日志</h1><p>本表由日志条目生成，便于阅读；以“entries”目录中的原始条目为准。共 ${rows.length} 条。</p>
<table><thead><tr>${head}</tr></thead><tbody>
${body.join('\n')}
</tbody></table></body></html>
`
}

/** China Standard Time is UTC+8 without summer time since 1991; no locale takes part, so the bytes are always the same. */
function beijingTime(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 23).replace('T', ' ')
}

function factsOf({ facts }: LogEntry): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join('|') : value}`)
    .join('; ')
}

/** A field that a spreadsheet would take for a formula gets an apostrophe in front. */
function csvField(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
