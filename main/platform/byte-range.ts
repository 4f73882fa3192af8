export interface ByteRange {
  readonly first: number
  /** Included. */
  readonly last: number
}

/**
 * The part of a file that a request asks for.
 *
 * @returns `undefined` for no range, one that is none, or more than one: the whole file is the right answer then.
 * @see RFC 9110 section 14.1.2.
 */
export function byteRange(header: string | null, length: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from)
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1)
  return first <= last && first < length ? { first, last } : undefined
}
