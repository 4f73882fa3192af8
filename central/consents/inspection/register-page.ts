/**
 * Lays a page over another of the same form, whatever way it was scanned: turned, skewed, cropped, of another size. First
 * every angle, size and place on a coarse picture, then by climbing on finer ones.
 */

import { type InkMap, shrunk, turned } from './ink-map.ts'
import { agreement, type Fit, type LaidPage, layOver } from './lay-over.ts'

export interface Registered extends LaidPage {
  /** How well it agrees with the form, from -1 to 1. Other hands on the same print: above 0.7. */
  readonly likeness: number
}

const formWidth = 128
const coarseWidth = 32
const middleWidth = 64
const angles = [-4, -2, 0, 2, 4].map((degrees) => (degrees * Math.PI) / 180)
/** Widths of the form against that of the picture: above 1 it was cropped. */
const scales = [0.86, 0.92, 0.97, 1.03, 1.09, 1.15, 1.22]
/** Cells of the coarse picture by which the page may lie beside the form. */
const [reachX, reachY] = [4, 8]
const kept = 8

/** The frame of a form that has not been seen before is its first page. */
export function asForm(page: InkMap): InkMap {
  const height = Math.max(64, Math.min(256, Math.round((formWidth * page.height) / page.width)))
  return shrunk(page, formWidth, height)
}

export function register(page: InkMap, form: InkMap): Registered {
  const coarse = atWidth(form, coarseWidth)
  const middle = atWidth(form, middleWidth)
  const [best] = turnsLike(page, form)
    .flatMap((turn) => startsOf(turn, coarse))
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, kept)
    .map(({ turn, fit }) => ({ turn, ...climb(atWidth(turn, middleWidth * 2), middle, fit, [0.016, 0.004]) }))
    .toSorted((a, b) => b.likeness - a.likeness)
  if (!best) throw new Error('There is nothing to be laid over.')
  const { fit, likeness } = climb(best.turn, form, best.fit, [0.004, 0.001])
  return { ...layOver(best.turn, form, fit), likeness }
}

/** Upright and upside down; lying pages are turned first. */
function turnsLike(page: InkMap, form: InkMap): InkMap[] {
  const isLying = page.width > page.height !== form.width > form.height
  const first = isLying ? turned(page) : page
  return [first, turned(turned(first))]
}

function atWidth(map: InkMap, width: number): InkMap {
  return map.width <= width ? map : shrunk(map, width, Math.max(8, Math.round((width * map.height) / map.width)))
}

/** The best place for each angle and size. */
function startsOf(turn: InkMap, form: InkMap): { turn: InkMap; fit: Fit; likeness: number }[] {
  const page = atWidth(turn, Math.round(coarseWidth * 1.5))
  return angles.flatMap((angle) =>
    scales.map((scale) => {
      const fit = { scaleX: scale, scaleY: scale, angle, shear: 0, left: 0, top: 0 }
      const { right, down, likeness } = bestShift(layOver(page, form, fit, reachY), form)
      return { turn, fit: shifted(fit, right / form.width, down / form.width), likeness }
    }),
  )
}

function bestShift(page: LaidPage, form: InkMap) {
  let best = { right: 0, down: 0, likeness: -1 }
  for (let down = -reachY; down <= reachY; down += 1)
    for (let right = -reachX; right <= reachX; right += 1) {
      const likeness = agreement(page, form, right, down)
      if (likeness > best.likeness) best = { right, down, likeness }
    }
  return best
}

/** The fit that shows at a place of the form what stood so far beside it. */
function shifted(fit: Fit, right: number, down: number): Fit {
  const [cos, sin] = [Math.cos(fit.angle), Math.sin(fit.angle)]
  const [x, y] = [fit.scaleX * right, fit.scaleY * down]
  return { ...fit, left: fit.left + cos * x - sin * y, top: fit.top + sin * x + cos * y }
}

const movable = ['top', 'left', 'scaleY', 'angle', 'scaleX', 'shear'] as const

/** Each number a step up or down, as long as it helps; then smaller steps. */
function climb(page: InkMap, form: InkMap, from: Fit, [firstStep, lastStep]: readonly [number, number]) {
  let best = { fit: from, likeness: agreement(layOver(page, form, from), form) }
  for (let step = firstStep; step >= lastStep; step /= 2)
    for (let rounds = 0; rounds < 5; rounds += 1) {
      const before = best
      for (const name of movable) best = stepped(best, name, step)
      if (best === before) break
    }
  return best

  function stepped(now: typeof best, name: keyof Fit, step: number): typeof best {
    for (const signed of [step, -step]) {
      const fit = { ...now.fit, [name]: now.fit[name] + signed }
      const likeness = agreement(layOver(page, form, fit), form)
      if (likeness > now.likeness) return { fit, likeness }
    }
    return now
  }
}
