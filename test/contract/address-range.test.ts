import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isInRanges } from '#central/workstations/address-range.ts'
import { covers, judgeRange, networkOf } from '#contract/rules/address-range.ts'

const limits = { fewestBitsIpv4: 16, fewestBitsIpv6: 48 }

test.each([
  { text: '10.1.2.3', why: 'one IPv4 address', problem: undefined },
  { text: '10.1.2.0/24', why: 'an IPv4 prefix', problem: undefined },
  { text: '10.1.0.0/16', why: 'the widest IPv4 prefix', problem: undefined },
  { text: '10.0.0.0/15', why: 'one bit wider', problem: 'too-wide' },
  { text: '0.0.0.0/0', why: 'everything', problem: 'too-wide' },
  { text: '127.0.0.1/32', why: 'the loopback of a demo', problem: undefined },
  { text: '10.1.2.3/24', why: 'a host and not its network', problem: 'host-bits' },
  { text: '10.1.2.300', why: 'no such number', problem: 'malformed' },
  { text: '10.1.2', why: 'too short', problem: 'malformed' },
  { text: '010.1.2.3', why: 'an octal number to some programs', problem: 'malformed' },
  { text: '10.1.2.0/33', why: 'no such prefix', problem: 'malformed' },
  { text: '10.1.2.0/', why: 'no prefix at all', problem: 'malformed' },
  { text: '', why: 'nothing', problem: 'malformed' },
  { text: '10.1.2.0/24/8', why: 'two prefixes', problem: 'malformed' },
  { text: '0.0.0.0', why: 'the unspecified address', problem: 'special' },
  { text: '169.254.10.1', why: 'an address that a PC gives itself', problem: 'special' },
  { text: '224.0.0.1', why: 'multicast', problem: 'special' },
  { text: '2001:db8::1', why: 'one IPv6 address', problem: undefined },
  { text: '2001:db8:1::/48', why: 'the widest IPv6 prefix', problem: undefined },
  { text: '2001:db8::/47', why: 'one bit wider', problem: 'too-wide' },
  { text: '2001:db8:1::1/64', why: 'a host and not its network', problem: 'host-bits' },
  { text: '2001:db8:0:0:0:0:0:0:1', why: 'nine groups', problem: 'malformed' },
  { text: '2001::db8::1', why: 'two gaps', problem: 'malformed' },
  { text: 'fe80::1', why: 'link-local', problem: 'special' },
  { text: 'ff02::1', why: 'multicast', problem: 'special' },
  { text: '::', why: 'unspecified', problem: 'special' },
])('$text, $why: $problem', ({ text, problem }) => {
  expect(judgeRange(text, limits)).toBe(problem)
})

test('the network that was perhaps meant is named', () => {
  expect(networkOf('10.1.2.3/24')).toBe('10.1.2.0/24')
  expect(networkOf('10.1.2.3/12')).toBe('10.0.0.0/12')
  expect(networkOf('2001:db8::1/64')).toBeUndefined()
})

test.each([
  { outer: '10.1.0.0/16', inner: '10.1.2.0/24', is: true },
  { outer: '10.1.2.0/24', inner: '10.1.2.0/24', is: true },
  { outer: '10.1.2.0/24', inner: '10.1.0.0/16', is: false },
  { outer: '10.1.2.0/24', inner: '10.1.3.7', is: false },
  { outer: '2001:db8::/32', inner: '2001:db8:7::1', is: true },
  { outer: '::/0', inner: '10.1.2.3', is: false },
])('$outer covers $inner: $is', ({ outer, inner, is }) => {
  expect(covers(outer, inner)).toBe(is)
})

test('every range that is let through means to the service what it means here', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 16, max: 32 }), fc.ipV4(), (host, bits, other) => {
      const network = networkOf(`${host}/${bits}`) ?? ''
      expect(isInRanges(other, [network])).toBe(covers(network, other))
      expect(isInRanges(host, [network])).toBe(true)
    }),
  )
})
