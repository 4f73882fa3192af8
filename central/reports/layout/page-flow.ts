import { type OutlineItem, type PageItem, pageHeightPx } from '#contract/report-page.ts'
import type { Block } from './page-block.ts'

const TOP_PX = 62
const BOTTOM_PX = pageHeightPx - 58

export interface Flow {
  readonly pages: readonly PageItem[][]
  /** Headings in the order of the report, with the page each landed on. */
  readonly outline: readonly OutlineItem[]
}

/**
 * Puts blocks one below the other, whole, and begins a new page where the next does not fit. Blocks that keep with the
 * next move together; a block with a head gets it again at the top of a page.
 */
export function flow(blocks: readonly Block[]): Flow {
  const pages: PageItem[][] = [[]]
  const outline: OutlineItem[] = []
  let y = TOP_PX

  function put(block: Block): void {
    y += y === TOP_PX ? 0 : block.gap
    pages.at(-1)?.push(...block.draw(y))
    if (block.outline !== undefined) outline.push({ ...block.outline, page: pages.length, y: Math.round(y) })
    y += block.height
  }

  blocks.forEach((block, index) => {
    const isFirstOfChain = blocks[index - 1]?.keepsWithNext !== true
    // A chain longer than a page is broken after all, rather than run off the paper.
    const needed = isFirstOfChain ? chainHeight(blocks, index) : block.gap + block.height
    if (y > TOP_PX && y + needed > BOTTOM_PX) {
      pages.push([])
      y = TOP_PX
    }
    if (y === TOP_PX && block.head !== undefined) put(block.head)
    put(block)
  })
  return { pages, outline }
}

/** The block and all that must stay on its page. */
function chainHeight(blocks: readonly Block[], from: number): number {
  let height = 0
  for (const block of blocks.slice(from)) {
    height += block.gap + block.height
    if (!block.keepsWithNext) break
  }
  return height
}
