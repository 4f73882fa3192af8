/** The figures as a table for a person. */

import type { Measured } from '#test/bench/harness.ts'

const heads = ['row', 'unit', 'ours', 'reference', 'ratio (min–max)', 'aim', '']

/** The table, what each row is measured against, and its notes. */
export function describeResults(all: readonly Measured[]): string {
  const cells = [heads, ...all.map(cellsOf)]
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [...lines, '', ...all.flatMap(detailsOf)].join('\n')
}

function cellsOf({ result, isReached, spread }: Measured): string[] {
  const { name, unit, ours, reference, ratio, reach } = result
  const sign = result.against.endsWith('lower ratio is better') ? '≤' : '≥'
  const verdict = isReached ? 'reached' : 'not reached'
  return [name, unit, String(ours), String(reference), `${ratio} (${spread.join('–')})`, `${sign} ${reach}`, verdict]
}

function detailsOf({ result, notes }: Measured): string[] {
  const { name, against, rounds } = result
  return [`${name}: against ${against}; ${rounds} rounds`, ...notes.map((note) => `  ${note}`)]
}
