/** Whether somebody else may be looking at this screen: pure, tests hold the cases. */

export interface MachineSigns {
  readonly manufacturer: string
  readonly model: string
  /** What the library that reads the hardware concludes by itself. */
  readonly isSaidVirtual: boolean
  /** Linux: flags of the processor, parted by spaces. */
  readonly cpuFlags: string
}

const virtualMakers =
  /vmware|virtualbox|innotek|qemu|kvm|xen|bochs|parallels|hyper-v|virtual machine|openstack|bhyve|firecracker/i

export function isVirtualMachine({ manufacturer, model, isSaidVirtual, cpuFlags }: MachineSigns): boolean {
  return isSaidVirtual || virtualMakers.test(`${manufacturer} ${model}`) || cpuFlags.split(' ').includes('hypervisor')
}

/** Windows names a remote session; under X11 the display says whether it is another machine's. */
export function isRemoteSession(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): boolean {
  if (platform === 'win32') return /^rdp-/i.test(env['SESSIONNAME'] ?? '')
  if (platform !== 'linux') return false
  const isForwarded = /^[^:/]+:/.test(env['DISPLAY'] ?? '')
  return (
    isForwarded || ['XRDP_SESSION', 'VNCDESKTOP', 'CHROME_REMOTE_DESKTOP_SESSION'].some((name) => Boolean(env[name]))
  )
}
