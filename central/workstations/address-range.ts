import ipaddr from 'ipaddr.js'

/** An address in its plain form: an IPv4 address inside IPv6 (`::ffff:10.1.2.3`) becomes IPv4 (RFC 4291 section 2.5.5.2). */
export function plainAddress(address: string): string {
  return ipaddr.process(address).toString()
}

/** Whether an address lies in one of the ranges, each an address or a prefix in CIDR notation. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  const parsed = ipaddr.process(address)
  return ranges.some((range) => {
    const [network, bits] = range.includes('/') ? ipaddr.parseCIDR(range) : wholeAddress(range)
    return network.kind() === parsed.kind() && parsed.match(network, bits)
  })
}

function wholeAddress(address: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const parsed = ipaddr.process(address)
  return [parsed, parsed.kind() === 'ipv4' ? 32 : 128]
}
