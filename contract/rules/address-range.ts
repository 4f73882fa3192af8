/** What an administrator may write as the addresses of a workstation, and what is wrong with it. */

export const rangeProblems = ['malformed', 'host-bits', 'special', 'too-wide'] as const
/**
 * `host-bits`: not the first address of its prefix, so it may not mean what was meant. `special`: no address a PC speaks
 * from (unspecified, multicast, link-local).
 */
export type RangeProblem = (typeof rangeProblems)[number]

export interface RangeLimits {
  readonly fewestBitsIpv4: number
  readonly fewestBitsIpv6: number
}

interface ParsedRange {
  readonly width: 32 | 128
  readonly address: bigint
  readonly bits: number
}

/**
 * Judges one address or prefix in CIDR notation.
 *
 * @returns The first thing that is wrong; `undefined` when it may be used.
 * @see RFC 4632 section 3.1 (IPv4 prefixes), RFC 4291 sections 2.2 and 2.3 (IPv6 text and prefixes).
 */
export function judgeRange(text: string, limits: RangeLimits): RangeProblem | undefined {
  const range = parseRange(text)
  if (!range) return 'malformed'
  const { width, bits } = range
  if ((range.address & hostMask(range)) !== 0n) return 'host-bits'
  if (isSpecial(range)) return 'special'
  return bits < (width === 32 ? limits.fewestBitsIpv4 : limits.fewestBitsIpv6) ? 'too-wide' : undefined
}

/** The prefix a range with host bits was perhaps meant to be: `10.1.2.3/24` is `10.1.2.0/24`. IPv4 only. */
export function networkOf(text: string): string | undefined {
  const range = parseRange(text)
  if (range?.width !== 32) return undefined
  const network = range.address & ~hostMask(range)
  return `${[24n, 16n, 8n, 0n].map((shift) => (network >> shift) & 255n).join('.')}/${range.bits}`
}

/** Whether the first range contains the second. */
export function covers(outer: string, inner: string): boolean {
  const [a, b] = [parseRange(outer), parseRange(inner)]
  if (!a || !b || a.width !== b.width || a.bits > b.bits) return false
  return (a.address & ~hostMask(a)) === (b.address & ~hostMask(a))
}

function hostMask({ width, bits }: ParsedRange): bigint {
  return (1n << BigInt(width - bits)) - 1n
}

const special = ['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3', '::/128', 'fe80::/10', 'ff00::/8']

function isSpecial({ width, address, bits }: ParsedRange): boolean {
  return special.some((text) => {
    const known = parseRange(text)
    if (!known || known.width !== width || bits < known.bits) return false
    return (address & ~hostMask(known)) === known.address
  })
}

function parseRange(text: string): ParsedRange | undefined {
  const [host = '', prefix, ...more] = text.split('/')
  const address = parseIpv4(host) ?? parseIpv6(host)
  if (!address || more.length > 0) return undefined
  if (prefix === undefined) return { ...address, bits: address.width }
  const bits = /^(0|[1-9]\d{0,2})$/.test(prefix) ? Number(prefix) : Number.NaN
  return bits <= address.width ? { ...address, bits } : undefined
}

function parseIpv4(text: string): Pick<ParsedRange, 'width' | 'address'> | undefined {
  const parts = text.split('.')
  const isGood = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
  return isGood ? { width: 32, address: joined(parts.map(BigInt), 8n) } : undefined
}

function parseIpv6(text: string): Pick<ParsedRange, 'width' | 'address'> | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return {
    width: 128,
    address: joined(
      groups.map((group) => BigInt(`0x${group}`)),
      16n,
    ),
  }
}

function joined(parts: readonly bigint[], size: bigint): bigint {
  return parts.reduce((whole, part) => (whole << size) | part, 0n)
}
