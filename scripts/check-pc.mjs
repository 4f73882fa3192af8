/**
 * `node scripts/check-pc.mjs`: what the program cannot close by itself and IT has to: whether memory can reach a disk in
 * clear. Exit code 1 when it can. Linux.
 */

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** @returns {string[]} Devices or files that memory is swapped to. */
function swapDevices() {
  if (!existsSync('/proc/swaps')) return []
  const [, ...lines] = readFileSync('/proc/swaps', 'utf8').trim().split('\n')
  return lines.map((line) => line.split(/\s+/)[0] ?? '').filter(Boolean)
}

/**
 * Whether what is written to a device is encrypted on its way down.
 *
 * @param {string} device
 */
function isEncrypted(device) {
  if (device.startsWith('/dev/zram')) return true
  try {
    return execFileSync('lsblk', ['-nso', 'TYPE', device], { encoding: 'utf8', stdio: 'pipe' }).includes('crypt')
  } catch {
    return false
  }
}

function hibernation() {
  try {
    return readFileSync('/sys/power/state', 'utf8').includes('disk')
  } catch {
    return false
  }
}

const open = swapDevices().filter((device) => !isEncrypted(device))
const swap = swapDevices().length === 0 ? 'none' : open.length === 0 ? 'encrypted' : `NOT ENCRYPTED: ${open.join(' ')}`
const canHibernate = hibernation() && swapDevices().length > 0
process.stdout.write(`swap: ${swap}\nhibernation: ${canHibernate ? 'possible, switch it off' : 'not possible'}\n`)
if (open.length > 0 || canHibernate) process.exitCode = 1
