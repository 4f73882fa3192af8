/**
 * Linux: the sandbox puts a seccomp filter on each window's process, over any that this program runs under itself, as in
 * a container.
 *
 * @param status Of the window's process, from `/proc` (proc_pid_status(5)).
 * @param own Of this process.
 */
export function hasFilterOfItsOwn(status: string, own: string): boolean {
  return modeOf(status) === 2 && filtersOf(status) > filtersOf(own)
}

function modeOf(status: string): number {
  return Number(/^Seccomp:\s*(\d+)$/m.exec(status)?.[1] ?? 0)
}

/** Kernels before 5.9 do not count them. */
function filtersOf(status: string): number {
  const counted = /^Seccomp_filters:\s*(\d+)$/m.exec(status)?.[1]
  if (counted !== undefined) return Number(counted)
  return modeOf(status) === 2 ? 1 : 0
}
