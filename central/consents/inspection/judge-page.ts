/** Whether a person could read a page: a pure rule over its picture. */

import type { PageProblem } from '#contract/scan-findings.ts'
import type { GreyPicture } from './grey-picture.ts'

/** The longer side of A4 at 75 dpi. */
const fewestPixels = 870
/** Paper darker than this was photographed in the dark. */
const darkPaper = 105
/** Ink this little darker than its paper is not read. */
const faintContrast = 45
/** Share of the page that must be ink for it to count as written on. */
const blankShare = 0.0008
/** The steepest edges of print that is in focus reach this share of its contrast from one pixel to the next. */
const sharpShare = 0.28

export function judgePage(picture: GreyPicture): PageProblem[] {
  const { paper, ink, inkShare } = levelsOf(picture)
  const problems: PageProblem[] = []
  if ((picture.scannedAt ?? fewestPixels) < fewestPixels) problems.push('small')
  if (paper < darkPaper) problems.push('dark')
  if (inkShare < blankShare) return [...problems, 'blank']
  const contrast = paper - ink
  if (contrast < faintContrast) return [...problems, 'faint']
  if (steepness(picture) < contrast * sharpShare) problems.push('blurred')
  return problems
}

/** Paper: what most of the page is. Ink: the darkest fiftieth of what is clearly darker than that. */
function levelsOf({ levels }: GreyPicture): { paper: number; ink: number; inkShare: number } {
  const counts = new Uint32Array(256)
  for (const level of levels) counts[level] = (counts[level] ?? 0) + 1
  const paper = levelAt(counts, levels.length * 0.6)
  const darker = paper - Math.max(16, paper * 0.07)
  let inked = 0
  for (let level = 0; level < darker; level += 1) inked += counts[level] ?? 0
  return { paper, ink: levelAt(counts, Math.max(1, inked * 0.25)), inkShare: inked / levels.length }
}

function levelAt(counts: Uint32Array, below: number): number {
  let seen = 0
  for (let level = 0; level < 256; level += 1) {
    seen += counts[level] ?? 0
    if (seen >= below) return level
  }
  return 255
}

/** How steep the steepest hundredth of the edges is. */
function steepness({ width, height, levels }: GreyPicture): number {
  const counts = new Uint32Array(256)
  let edges = 0
  for (let y = 0; y < height; y += 1)
    for (let x = 1; x < width; x += 1) {
      const step = Math.abs((levels[y * width + x] as number) - (levels[y * width + x - 1] as number))
      if (step < 6) continue
      counts[step] = (counts[step] ?? 0) + 1
      edges += 1
    }
  return edges === 0 ? 0 : levelAt(counts, edges * 0.97)
}
