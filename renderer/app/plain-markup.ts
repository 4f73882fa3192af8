/**
 * The few marks of circulars and library texts: `# heading`, `- point`, `1. point`, `**strong**`; everything else is what it
 * says. There is no HTML, no link and no picture.
 */

export interface Span {
  readonly text: string
  readonly isStrong: boolean
}

export type Block =
  | { readonly kind: 'heading' | 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'points' | 'numbers'; readonly items: readonly (readonly Span[])[] }

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  for (const line of text.split(/\r?\n/)) {
    const block = blockOf(line.trim())
    if (!block) continue
    const last = blocks.at(-1)
    if (last && 'items' in last && 'items' in block && last.kind === block.kind)
      blocks.splice(-1, 1, { kind: last.kind, items: [...last.items, ...block.items] })
    else blocks.push(block)
  }
  return blocks
}

function blockOf(line: string): Block | undefined {
  if (line === '') return undefined
  const heading = /^#{1,3}\s+(.+)$/.exec(line)?.[1]
  if (heading) return { kind: 'heading', spans: spansOf(heading) }
  const point = /^[-•]\s+(.+)$/.exec(line)?.[1]
  if (point) return { kind: 'points', items: [spansOf(point)] }
  const numbered = /^\d{1,2}[.、]\s*(.+)$/.exec(line)?.[1]
  if (numbered) return { kind: 'numbers', items: [spansOf(numbered)] }
  return { kind: 'paragraph', spans: spansOf(line) }
}

function spansOf(text: string): Span[] {
  return text
    .split('**')
    .map((part, index) => ({ text: part, isStrong: index % 2 === 1 }))
    .filter((span) => span.text !== '')
}
