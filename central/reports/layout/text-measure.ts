/** Widths of text without a font: a page must come out the same wherever it is laid out. */

const NARROW_EM = 0.3
const LATIN_EM = 0.56
const CAPITAL_EM = 0.66
/** How much wider than its line a word may be: beyond this, condensed letters are hard to read. */
const CONDENSED = 1.15
const CLOSING = new Set('，。、；：？！）】》”’…%‰'.split(''))
const OPENING = new Set('（【《“‘'.split(''))

function emsOf(character: string): number {
  if (character > '\u2000' || character === '·') return 1
  if (/[\s.,:;'|!]/.test(character)) return NARROW_EM
  return /[A-Z@%&]/.test(character) ? CAPITAL_EM : LATIN_EM
}

/** @returns The estimated width in px; Chinese characters take one em, Latin letters and digits a little over half. */
export function widthOf(text: string, sizePx: number): number {
  let ems = 0
  for (const character of text) ems += emsOf(character)
  return ems * sizePx
}

/**
 * Breaks text into lines no wider than `widthPx`. Words and numbers stay whole where they fit on a line; a line neither
 * begins with closing punctuation nor ends with opening punctuation.
 */
export function wrap(text: string, widthPx: number, sizePx: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const unit of unitsOf(text).flatMap((whole) => fit(whole, widthPx, sizePx))) {
    if (line !== '' && widthOf(line + unit.trimEnd(), sizePx) > widthPx) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += line === '' ? unit.trimStart() : unit
  }
  if (line.trimEnd() !== '') lines.push(line.trimEnd())
  return lines
}

/** What may not be parted: a word or number, or one character with the punctuation that clings to it. */
function unitsOf(text: string): string[] {
  const units: string[] = []
  let clings = false
  for (const token of text.match(/[A-Za-z0-9@._/,+-]+|\s+|./gsu) ?? []) {
    const last = units.at(-1)
    if (last !== undefined && (clings || CLOSING.has(token))) units[units.length - 1] = last + token
    else units.push(token)
    clings = OPENING.has(token)
  }
  return units
}

/** A unit a little wider than the line stays whole and is drawn condensed; a longer one is cut where the line ends. */
function fit(unit: string, widthPx: number, sizePx: number): string[] {
  if (widthOf(unit, sizePx) <= widthPx * CONDENSED) return [unit]
  const parts: string[] = []
  let part = ''
  for (const character of unit) {
    if (part !== '' && widthOf(part + character, sizePx) > widthPx) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part]
}
