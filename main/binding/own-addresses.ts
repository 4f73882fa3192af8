import { networkInterfaces } from 'node:os'

/** The addresses of this PC's network cards that another computer could see. */
export function ownAddresses(cards: ReturnType<typeof networkInterfaces> = networkInterfaces()): string[] {
  const all = Object.values(cards).flatMap((card) => card ?? [])
  const usable = all.filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
  return [...new Set(usable.map(({ address }) => address))].sort()
}
