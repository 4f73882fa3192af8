/** Measures ours against a floor in interleaved rounds, so that a noisy machine is noisy for both. */

/** What a row measures; each file in `rows/` is one. */
export interface Row {
  readonly name: string
  readonly unit: string
  /** Names the floor. */
  readonly against: string
  /** The ratio, ours to reference, that is aimed at. */
  readonly reach: number
  /** Which side of the aim is the good one. */
  readonly better: 'lower' | 'higher'
  readonly rounds: { readonly full: number; readonly quick: number }
  prepare(effort: Effort): Promise<Contest>
}

export interface Effort {
  readonly isQuick: boolean
  /** A folder of the row's own, empty at the start. */
  readonly folder: string
}

export interface Contest {
  /** One measurement, in the row's unit. */
  ours(): Promise<number>
  reference(): Promise<number>
  /** What else was seen, one line each. */
  notes?(): string[]
  end(): Promise<void>
}

export interface RowResult {
  readonly name: string
  readonly unit: string
  /** Medians of all rounds. */
  readonly ours: number
  readonly reference: number
  readonly against: string
  /** Median of the ratios of same-round pairs. */
  readonly ratio: number
  readonly reach: number
  readonly rounds: number
}

export interface Measured {
  readonly result: RowResult
  readonly isReached: boolean
  /** The smallest and the largest ratio of a round. */
  readonly spread: readonly [number, number]
  readonly notes: readonly string[]
}

interface Pair {
  readonly ours: number
  readonly reference: number
}

export async function measureRow(row: Row, effort: Effort): Promise<Measured> {
  const rounds = effort.isQuick ? row.rounds.quick : row.rounds.full
  const contest = await row.prepare(effort)
  try {
    // Both once before it counts: compiled code, warm file cache, open connections.
    await measurePair(contest, 0)
    const pairs: Pair[] = []
    for (let round = 0; round < rounds; round += 1) pairs.push(await measurePair(contest, round))
    return summarise(row, pairs, contest.notes?.() ?? [])
  } finally {
    await contest.end()
  }
}

/** Who goes first changes with every round: the second one finds the machine as the first one left it. */
async function measurePair({ ours, reference }: Contest, round: number): Promise<Pair> {
  if (round % 2 === 1) return { ours: await ours(), reference: await reference() }
  const floor = await reference()
  return { ours: await ours(), reference: floor }
}

/** What a row's rounds come to. */
export function summarise(row: Row, pairs: readonly Pair[], notes: readonly string[] = []): Measured {
  const { name, unit, against, reach, better } = row
  const ratios = pairs.map((pair) => pair.ours / pair.reference)
  const ratio = median(ratios)
  return {
    result: {
      name,
      unit,
      ours: round(median(pairs.map((pair) => pair.ours))),
      reference: round(median(pairs.map((pair) => pair.reference))),
      against: `${against}; a ${better} ratio is better`,
      ratio: round(ratio),
      reach,
      rounds: pairs.length,
    },
    isReached: better === 'lower' ? ratio <= reach : ratio >= reach,
    spread: [round(Math.min(...ratios)), round(Math.max(...ratios))],
    notes,
  }
}

/** @throws {RangeError} When there are no values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/**
 * Linear between the two nearest values.
 *
 * @throws {RangeError} When there are no values.
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  if (below === undefined || above === undefined) throw new RangeError('There is nothing to summarise.')
  return below + (above - below) * (at - Math.floor(at))
}

/** Four significant digits; a measurement has no more. */
function round(value: number): number {
  return Number(value.toPrecision(4))
}
