/**
 * Keeps the memory of this process from other programs of the same user (Linux): no core file, no ptrace, no `/proc/…/mem`.
 * What runs before this and an administrator are not kept out.
 */

import { readdirSync, readFileSync } from 'node:fs'

/** From sys/prctl.h and bits/resource.h, the same on every architecture we build for. */
const PR_SET_DUMPABLE = 4
const RLIMIT_CORE = 4

/** The two calls that do it; `undefined` results are success. */
export interface DumpCalls {
  /** @see prctl(2) */
  setDumpable(isDumpable: boolean): number
  /** @see prlimit(2) */
  forbidCoreFile(processId: number): number
}

/**
 * Chromium has started helpers by now, from which it forks the pages' processes later.
 *
 * @returns Whether this process is safe from dumps.
 */
export function denyDumps(calls: DumpCalls, processId: number, childrenOf = readChildren): boolean {
  const isLimited = limitFamily(processId)
  return calls.setDumpable(false) === 0 && isLimited

  /** The parent first: what it starts from now on inherits the limit. A helper that is gone meanwhile does not matter. */
  function limitFamily(pid: number): boolean {
    const isDone = calls.forbidCoreFile(pid) === 0
    for (const child of childrenOf(pid)) limitFamily(child)
    return isDone
  }
}

/** Loads the C library; takes some milliseconds. */
export async function openDumpCalls(): Promise<DumpCalls> {
  const koffi = await import('koffi')
  const library = koffi.load('libc.so.6')
  const prctl = library.func('int prctl(int, unsigned long, unsigned long, unsigned long, unsigned long)')
  const prlimit = library.func('int prlimit(int, int, const uint64_t *, void *)')
  // Soft and hard limit: nobody raises it again.
  const nothing = new BigUint64Array([0n, 0n])
  return {
    setDumpable: (isDumpable) => Number(prctl(PR_SET_DUMPABLE, isDumpable ? 1 : 0, 0, 0, 0)),
    forbidCoreFile: (pid) => Number(prlimit(pid, RLIMIT_CORE, nothing, null)),
  }
}

/** Each thread has children of its own. @see proc_pid_task_tid_children(5) */
function readChildren(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    const texts = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'))
    return texts.flatMap((text) => text.split(' ').filter(Boolean).map(Number))
  } catch {
    return []
  }
}
