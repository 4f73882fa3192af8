import { expect } from 'vitest'
import { judgeCapture } from '#contract/rules/judge-capture.ts'
import { isRemoteSession, isVirtualMachine } from '#main/platform/judge-machine.ts'
import { attack } from '#test/attack/support/attack.ts'

const shipped = {
  unprotected: { win32: 'refuse', darwin: 'dense', linux: 'dense' },
  remoteDesktop: 'refuse',
  virtualMachine: 'refuse',
} as const
const signs = { manufacturer: 'LENOVO', model: 'ThinkCentre', isSaidVirtual: false, cpuFlags: 'fpu sse2' }

attack('A20', 'a report on a virtual machine, over a remote desktop, VNC or a forwarded display', {
  probe: () => {
    expect(isVirtualMachine(signs)).toBe(false)
    for (const change of [
      { manufacturer: 'VMware, Inc.' },
      { manufacturer: 'QEMU' },
      { cpuFlags: 'fpu hypervisor' },
      { isSaidVirtual: true },
    ])
      expect(isVirtualMachine({ ...signs, ...change })).toBe(true)
    expect(isRemoteSession('win32', { SESSIONNAME: 'Console' })).toBe(false)
    expect(isRemoteSession('win32', { SESSIONNAME: 'RDP-Tcp#3' })).toBe(true)
    for (const env of [{ DISPLAY: 'remote:10.0' }, { XRDP_SESSION: '1' }, { VNCDESKTOP: 'x' }])
      expect(isRemoteSession('linux', env)).toBe(true)
    const facts = { platform: 'win32', isProtected: true, isRemote: false, isVirtual: false } as const
    expect(judgeCapture(facts, shipped).outcome).toBe('normal')
    expect(judgeCapture({ ...facts, isRemote: true }, shipped)).toMatchObject({
      outcome: 'refused',
      risks: ['remote-desktop'],
    })
    expect(judgeCapture({ ...facts, isVirtual: true }, shipped)).toMatchObject({
      outcome: 'refused',
      risks: ['virtual-machine'],
    })
  },
  control: () => {
    const policy = {
      unprotected: { win32: 'allow', darwin: 'allow', linux: 'allow' },
      remoteDesktop: 'allow',
      virtualMachine: 'allow',
    } as const
    const { outcome, risks } = judgeCapture(
      { platform: 'linux', isProtected: false, isRemote: true, isVirtual: true },
      policy,
    )
    return outcome === 'normal' ? `shown in spite of ${risks.join(', ')}` : ''
  },
})
