/** What a page is filled with: blocks that are drawn whole, one below the other. */

import { type OutlineItem, type PageBox, type PageItem, type PageText, pageWidthPx } from '#contract/report-page.ts'
import { widthOf } from './text-measure.ts'

export const leftPx = 48
export const contentWidthPx = pageWidthPx - 2 * leftPx
export const rightPx = leftPx + contentWidthPx
export const tableTextPx = 11
export const lineHeightPx = 15

export type OutlineEntry = Pick<OutlineItem, 'title' | 'mark'>

export interface Block {
  readonly height: number
  /** Space above; dropped at the top of a page. */
  readonly gap: number
  /** Must not be the last thing on a page. */
  readonly keepsWithNext: boolean
  /** Drawn again above this block when it begins a page. */
  readonly head?: Block
  /** The entry of the outline that points here. */
  readonly outline?: OutlineEntry
  draw(top: number): PageItem[]
}

export type Tone = PageText['colour']

interface TextOptions {
  readonly sizePx?: number
  readonly weight?: PageText['weight']
  readonly colour?: Tone
  readonly align?: PageText['align']
  readonly maxWidthPx?: number
}

/** @param at `y` is the baseline; `x` the left end, middle or right end as `align` says. */
export function textAt(at: { x: number; y: number }, text: string, options: TextOptions = {}): PageText {
  const { sizePx = tableTextPx, weight = 'regular', colour = 'ink', align = 'start' } = options
  const maxWidthPx = options.maxWidthPx ?? Math.min(contentWidthPx, widthOf(text, sizePx) * 1.15 + 2)
  return {
    kind: 'text',
    x: round(at.x),
    y: round(at.y),
    text,
    sizePx,
    weight,
    colour,
    align,
    maxWidthPx: round(maxWidthPx),
  }
}

/** Lines lie on half pixels, so that one pixel is one pixel. */
export function horizontal(y: number, from = leftPx, to = rightPx): PageItem {
  const line = Math.round(y) + 0.5
  return { kind: 'line', x1: round(from), y1: line, x2: round(to), y2: line, colour: 'rule' }
}

export function vertical(x: number, from: number, to: number): PageItem {
  const line = Math.round(x) + 0.5
  return { kind: 'line', x1: line, y1: round(from), x2: line, y2: round(to), colour: 'rule' }
}

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export function filled({ x, y, width, height }: Area, fill: PageBox['fill']): PageItem {
  return { kind: 'box', x: round(x), y: round(y), width: round(width), height: round(height), fill }
}

function round(px: number): number {
  return Math.round(px * 100) / 100
}

/** Two blocks as one. */
export function stacked(above: Block, below: Block): Block {
  return {
    ...below,
    height: above.height + below.height,
    draw: (top) => [...above.draw(top), ...below.draw(top + above.height)],
  }
}
