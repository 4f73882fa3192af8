import { expect, test } from 'vitest'
import { isRemoteSession, isVirtualMachine } from '#main/platform/judge-machine.ts'

const pc = { manufacturer: 'LENOVO', model: 'ThinkCentre M70q', isSaidVirtual: false, cpuFlags: 'fpu vme sse2' }

test.each([
  { why: 'a PC', signs: {}, expected: false },
  { why: 'a maker of virtual machines', signs: { manufacturer: 'VMware, Inc.' }, expected: true },
  { why: 'a model of one', signs: { manufacturer: 'Microsoft Corporation', model: 'Virtual Machine' }, expected: true },
  { why: 'the flag of the processor', signs: { cpuFlags: 'fpu hypervisor sse2' }, expected: true },
  { why: 'the library says so', signs: { isSaidVirtual: true }, expected: true },
  {
    why: 'a real PC of a maker that also makes virtual ones',
    signs: { manufacturer: 'Microsoft Corporation', model: 'Surface Laptop' },
    expected: false,
  },
])('$why: virtual is $expected', ({ signs, expected }) => {
  expect(isVirtualMachine({ ...pc, ...signs })).toBe(expected)
})

test.each([
  { platform: 'win32', env: { SESSIONNAME: 'Console' }, expected: false },
  { platform: 'win32', env: { SESSIONNAME: 'RDP-Tcp#3' }, expected: true },
  { platform: 'linux', env: { DISPLAY: ':0' }, expected: false },
  { platform: 'linux', env: { DISPLAY: 'localhost:10.0' }, expected: true },
  { platform: 'linux', env: { DISPLAY: ':1', VNCDESKTOP: 'x' }, expected: true },
  { platform: 'linux', env: {}, expected: false },
] as const)('on $platform with $env remote is $expected', ({ platform, env, expected }) => {
  expect(isRemoteSession(platform, env)).toBe(expected)
})
