/** Reads the view id of a picture of a page: a screenshot, a piece of one, a picture of one, without the original. */

import { markBits } from '#contract/rules/view-mark-code.ts'
import { type Area, createFindSync, type FindSync, fold, type Lie, tilePx } from './fold.ts'
import type { GreyImage } from './grey-image.ts'
import { findLattices, type LatticeSearch, straightenedPicture, turnedPicture } from './lattice.ts'
import { type Residue, residueOf } from './residue.ts'
import { type DecodedMark, decodeMark, softBitsOf } from './soft-bits.ts'

export interface WatermarkReading extends DecodedMark {
  /** How clearly the sync chips stood out, in multiples of the noise. */
  readonly syncScore: number
  readonly lie: Lie
}

/** Ratios of device to CSS pixels: there the tile has whole multiples of its size and no search is needed. */
const screenScales = [1, 1.25, 1.5, 2]
const candidateCount = 4
/** Of them, those that are tried piece by piece. */
const bentCandidateCount = 2

/**
 * What is believed: the fainter the sync, the fewer bits may differ from the word, for a random word lies within four
 * bits of some view id's once in six thousand times, within one bit once in sixty million. Measured on unmarked pages by
 * `watermark-robustness` in the bench.
 */
const believed = [
  { sync: 8, bitsRight: 54 },
  { sync: 6.4, bitsRight: 60 },
  { sync: 5, bitsRight: 63 },
] as const
const faintSync = 5

/**
 * @param isStraightened A photograph whose corners were given: upright, but its sides' true ratio is not known.
 * @returns The first reading that cannot be chance, or nothing.
 */
export function readWatermark(image: GreyImage, isStraightened = false): WatermarkReading | undefined {
  const residue = residueOf(image)
  const findSync = createFindSync()
  return (
    readUpright(residue, findSync) ??
    readTurned(residue, findSync, isStraightened ? straightenedPicture : turnedPicture)
  )
}

function readUpright(residue: Residue, findSync: FindSync): WatermarkReading | undefined {
  for (const scale of screenScales) {
    const reading = readWhole(residue, findSync, { scaleX: scale, scaleY: scale, turn: 0 })
    if (reading) return reading
  }
  return undefined
}

function readTurned(residue: Residue, findSync: FindSync, search: LatticeSearch): WatermarkReading | undefined {
  const lies = findLattices(residue, search, candidateCount).map(({ lie }) => refine(residue, findSync, lie))
  for (const lie of lies) {
    const reading = readWhole(residue, findSync, lie)
    if (reading) return reading
  }
  for (const lie of lies.slice(0, bentCandidateCount)) {
    const reading = readByPieces(residue, findSync, lie)
    if (reading) return reading
  }
  return undefined
}

function readWhole(residue: Residue, findSync: FindSync, lie: Lie): WatermarkReading | undefined {
  const { width, height } = residue
  const match = findSync(fold(residue, { left: 0, top: 0, width, height }, lie))
  return match.score < faintSync ? undefined : accept(softBitsOf(match), match.score, lie)
}

function accept(soft: Float64Array, syncScore: number, lie: Lie): WatermarkReading | undefined {
  const mark = decodeMark(soft)
  if (!mark) return undefined
  const isBelieved = believed.some(({ sync, bitsRight }) => syncScore >= sync && mark.bitsRight >= bitsRight)
  return isBelieved ? { ...mark, syncScore, lie } : undefined
}

/** Climbs to the lie at which the sync stands out most, in ever smaller steps; gives up where nothing stands out. */
function refine(residue: Residue, findSync: FindSync, start: Lie): Lie {
  const area = middleOf(residue)
  const scoreOf = (lie: Lie) => findSync(fold(residue, area, lie)).score
  let best = { lie: start, score: scoreOf(start) }
  for (const step of [0.003, 0.0015, 0.0007]) {
    best = climb(best, step, scoreOf)
    if (best.score < faintSync) return start
  }
  return best.lie
}

interface Standing {
  readonly lie: Lie
  readonly score: number
}

const mostClimbs = 4

function climb(start: Standing, step: number, scoreOf: (lie: Lie) => number): Standing {
  let best = start
  for (let round = 0; round < mostClimbs; round += 1) {
    const tried = neighbours(best.lie, step).map((lie) => ({ lie, score: scoreOf(lie) }))
    const next = tried.reduce((one, other) => (other.score > one.score ? other : one), best)
    if (next === best || next.score < faintSync) return next
    best = next
  }
  return best
}

function neighbours({ scaleX, scaleY, turn }: Lie, step: number): Lie[] {
  return [
    { scaleX: scaleX * (1 + step), scaleY, turn },
    { scaleX: scaleX * (1 - step), scaleY, turn },
    { scaleX, scaleY: scaleY * (1 + step), turn },
    { scaleX, scaleY: scaleY * (1 - step), turn },
    { scaleX, scaleY, turn: turn + step },
    { scaleX, scaleY, turn: turn - step },
  ]
}

/** At most a square of this side: enough to see, quick enough to try often. */
const middleSide = 700

function middleOf({ width, height }: Residue): Area {
  return {
    left: Math.max(0, Math.floor((width - middleSide) / 2)),
    top: Math.max(0, Math.floor((height - middleSide) / 2)),
    width: Math.min(width, middleSide),
    height: Math.min(height, middleSide),
  }
}

/** A bent picture fits nowhere as a whole: each piece is placed by itself, and what their bits say is added up. */
function readByPieces(residue: Residue, findSync: FindSync, lie: Lie): WatermarkReading | undefined {
  const matches = piecesOf(residue, lie).map((area) => findSync(fold(residue, area, lie)))
  const good = matches.filter(({ score }) => score >= faintSync)
  if (good.length === 0) return undefined
  const soft = new Float64Array(markBits)
  for (const match of good)
    softBitsOf(match).forEach((value, index) => {
      soft[index] = (soft[index] as number) + value
    })
  return accept(soft, Math.max(...good.map(({ score }) => score)), lie)
}

const mostPieces = 5

/** Rectangles of at least three tiles a side, half over one another, at most five across and five down. */
function piecesOf({ width, height }: Residue, { scaleX, scaleY }: Lie): Area[] {
  const across = cutsOf(width, Math.round(3 * tilePx * scaleX))
  const down = cutsOf(height, Math.round(3 * tilePx * scaleY))
  return down.flatMap(({ start: top, length }) =>
    across.map((cut) => ({ left: cut.start, top, width: cut.length, height: length })),
  )
}

function cutsOf(extent: number, least: number): { start: number; length: number }[] {
  const length = Math.min(extent, Math.max(least, Math.ceil((2 * extent) / (mostPieces + 1))))
  const last = extent - length
  const count = Math.ceil(last / (length / 2))
  return Array.from({ length: count + 1 }, (_, index) => ({
    start: count === 0 ? 0 : Math.round((last * index) / count),
    length,
  }))
}
