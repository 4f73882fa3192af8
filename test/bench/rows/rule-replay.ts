import { createReadStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { shippedYear } from '#central/calendar/calendar-service.ts'
import type { DayKind } from '#contract/calendar.ts'
import { dayOfCalendar } from '#contract/rules/day-of-calendar.ts'
import type { Row } from '#test/bench/harness.ts'
import { createReplay, type Flags } from '#test/bench/replay/replay.ts'
import { scoreLines, scoreRules } from '#test/bench/replay/score-table.ts'
import type { YearRow } from '#test/support/simulated-year/behaviour.ts'
import { simulateYear } from '#test/support/simulated-year/year.ts'

/** Never looked at while limits and raisings were chosen; those were tried with 1, 2 and 3. */
const seed = Number(process.env['CQW_REPLAY_SEED'] ?? 20261125)

/** A year of 500 officers through the pure rules, against reading and parsing the same lines. */
export const ruleReplay: Row = {
  name: 'rule-replay',
  unit: 'rows/s',
  against: 'reading and parsing the same lines, nothing decided',
  reach: 0.1,
  better: 'higher',
  rounds: { full: 3, quick: 1 },
  async prepare({ isQuick, folder }) {
    const days = daysOfYear(2026)
    const year = simulateYear({ seed, officers: isQuick ? 250 : 500, days, perScript: isQuick ? 4 : 8 })
    const file = join(folder, 'year.jsonl')
    writeFileSync(file, year.rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    const kinds = new Map(days.map(({ day, kind }) => [day, kind]))
    const { length } = year.rows
    let flags: Flags = new Set()
    return {
      async ours() {
        const replay = createReplay(kinds)
        const rate = await ratePerSecond(file, length, (row) => replay.take(row))
        flags = replay.result()
        return rate
      },
      reference: () => ratePerSecond(file, length, () => undefined),
      notes: () => [`${length} rows, seed ${seed}`, ...scoreLines(scoreRules(year, flags))],
      end: async () => undefined,
    }
  },
}

async function ratePerSecond(file: string, rows: number, take: (row: YearRow) => void): Promise<number> {
  const started = performance.now()
  for await (const line of createInterface({ input: createReadStream(file) })) take(JSON.parse(line) as YearRow)
  return (rows * 1000) / (performance.now() - started)
}

function daysOfYear(year: number) {
  const first = Date.UTC(year, 0, 1)
  return Array.from({ length: 365 }, (_, index) => {
    const day = new Date(first + index * 86_400_000).toISOString().slice(0, 10)
    const kind: DayKind = dayOfCalendar(day, shippedYear(year)).kind
    return { day, index, kind, isWorkingDay: kind !== 'rest' }
  })
}
