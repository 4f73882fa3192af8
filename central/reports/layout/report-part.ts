import { paragraph, sectionHeading, subsectionHeading } from './headings.ts'
import type { Block } from './page-block.ts'

/** One numbered part of a section; without blocks it is left out. */
export interface Part {
  readonly title: string
  readonly blocks: readonly Block[]
}

export interface Section {
  readonly title: string
  readonly parts: readonly Part[]
}

/** A section with its parts numbered as they are printed; that there is nothing to report is said, not left blank. */
export function sectionBlocks({ title, parts }: Section, position: number): Block[] {
  const filled = parts.filter(({ blocks }) => blocks.length > 0)
  const body = filled.flatMap((part, index) => [subsectionHeading(part.title, index), ...part.blocks])
  return [
    sectionHeading(title, position),
    ...(body.length === 0 ? paragraph('系统中没有该信息主体的相关记录。') : body),
  ]
}
