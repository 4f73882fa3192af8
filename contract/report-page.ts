/**
 * One page of a report as drawing commands. The service lays the report out and seals page by page; the viewer draws
 * the commands on a canvas. Lengths are CSS pixels of an A4 page at 96 dpi; the origin is the upper left corner.
 */

import * as z from 'zod'

export const pageWidthPx = 794
export const pageHeightPx = 1123

const Coordinate = z.number().min(-10).max(1200)
const Colour = z.enum(['ink', 'muted', 'accent', 'alert', 'rule'])

/** A run of text on one line; `y` is its baseline. Wider than `maxWidthPx` it is drawn condensed, never cut. */
const PageText = z.strictObject({
  kind: z.literal('text'),
  x: Coordinate,
  y: Coordinate,
  text: z.string().min(1).max(200),
  sizePx: z.number().min(6).max(40),
  weight: z.enum(['regular', 'bold']),
  colour: Colour,
  align: z.enum(['start', 'middle', 'end']),
  maxWidthPx: z.number().positive().max(pageWidthPx),
})
export type PageText = z.output<typeof PageText>

const PageLine = z.strictObject({
  kind: z.literal('line'),
  x1: Coordinate,
  y1: Coordinate,
  x2: Coordinate,
  y2: Coordinate,
  colour: Colour,
})
export type PageLine = z.output<typeof PageLine>

/** A filled rectangle behind text: table heads, overdue months, disputed items. */
const PageBox = z.strictObject({
  kind: z.literal('box'),
  x: Coordinate,
  y: Coordinate,
  width: z.number().positive().max(pageWidthPx),
  height: z.number().positive().max(pageHeightPx),
  fill: z.enum(['head', 'good', 'warn', 'alert', 'none-reported']),
})
export type PageBox = z.output<typeof PageBox>

export const PageItem = z.discriminatedUnion('kind', [PageText, PageLine, PageBox])
export type PageItem = z.output<typeof PageItem>

/** What must be noticed: money overdue or written off, or a fact the subject contests. */
const AttentionMark = z.enum(['overdue', 'disputed'])
export type AttentionMark = z.output<typeof AttentionMark>

/** A section heading, or an item that must be noticed, and where it stands; only page 1 carries the list. */
export const OutlineItem = z.strictObject({
  title: z.string().min(1).max(80),
  page: z.int().min(1),
  /** Its upper end on that page. */
  y: Coordinate,
  /** `null` for headings. */
  mark: AttentionMark.nullable(),
})
export type OutlineItem = z.output<typeof OutlineItem>

export const ReportPage = z.strictObject({
  number: z.int().min(1),
  of: z.int().min(1).max(99),
  outline: z.array(OutlineItem).max(200),
  items: z.array(PageItem).max(6000),
})
export type ReportPage = z.output<typeof ReportPage>
