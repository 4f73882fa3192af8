/** What is seen from outside: listening ports, windows, files. */

import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Ports on which a process or one it started listens, as the kernel has it. @see proc_pid_net(5) */
export function listeningPorts(pid: number): number[] {
  const inodes = new Set(family(pid).flatMap(socketInodes))
  return ['tcp', 'tcp6']
    .flatMap((table) => readSafe(`/proc/net/${table}`).split('\n').slice(1))
    .flatMap((line) => {
      const fields = line.trim().split(/\s+/)
      const isListening = fields[3] === '0A' && inodes.has(fields[9] ?? '')
      return isListening ? [Number.parseInt(fields[1]?.split(':')[1] ?? '', 16)] : []
    })
}

/** A process and all it started. */
export function family(pid: number): number[] {
  const children = readdirSafe(`/proc/${pid}/task`).flatMap((thread) =>
    readSafe(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  )
  return [pid, ...children.flatMap(family)]
}

/** Looks every 20 ms while a promise is pending; gives back every port seen. */
export async function portsWhile(pid: number, pending: Promise<unknown>): Promise<number[]> {
  let isOver = false
  const end = () => {
    isOver = true
  }
  pending.then(end, end)
  const seen = new Set<number>()
  while (!isOver) {
    for (const port of listeningPorts(pid)) seen.add(port)
    await sleep(20)
  }
  return [...seen]
}

/** Ids of windows a person could see. */
export function visibleWindows(env: NodeJS.ProcessEnv): string[] {
  try {
    const args = ['search', '--onlyvisible', '--name', '.']
    return execFileSync('xdotool', args, { env, encoding: 'utf8', stdio: 'pipe' }).trim().split('\n').filter(Boolean)
  } catch {
    return []
  }
}

function socketInodes(pid: number): string[] {
  return readdirSafe(`/proc/${pid}/fd`).flatMap((name) => {
    try {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`)) ?? []
      return inode === undefined ? [] : [inode]
    } catch {
      return []
    }
  })
}

function readdirSafe(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function readSafe(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
