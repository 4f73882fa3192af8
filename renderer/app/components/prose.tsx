import { blocksOf, type Span } from '#renderer/app/plain-markup.ts'

/** A text somebody wrote, with its few marks. */
export function Prose({ text }: { text: string }) {
  return (
    <div className="prose">
      {blocksOf(text).map((block, index) => {
        const key = index
        if ('items' in block) {
          const Items = block.kind === 'points' ? 'ul' : 'ol'
          return <Items key={key}>{block.items.map(item)}</Items>
        }
        if (block.kind === 'heading') return <h3 key={key}>{inline(block.spans)}</h3>
        return <p key={key}>{inline(block.spans)}</p>
      })}
    </div>
  )
}

function item(spans: readonly Span[], place: number) {
  return <li key={place}>{inline(spans)}</li>
}

function inline(spans: readonly Span[]) {
  return spans.map(({ text, isStrong }, index) => {
    const key = index
    return isStrong ? <strong key={key}>{text}</strong> : <span key={key}>{text}</span>
  })
}
