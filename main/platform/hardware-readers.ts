import { baseboard, cpu, diskLayout, networkInterfaces, osInfo, uuid } from 'systeminformation'
import type { FactorReaders } from '#main/binding/hardware-factors.ts'

/** Where each factor is read from; most need no administrator, what needs one comes back empty. */
export const hardwareReaders: FactorReaders = {
  firmware: async () => [(await uuid()).hardware],
  machine: async () => [(await uuid()).os],
  board: async () => [(await baseboard()).serial],
  disk: async () => (await diskLayout()).map((disk) => disk.serialNum),
  network: async () => {
    const found = await networkInterfaces()
    const all = Array.isArray(found) ? found : [found]
    return all
      .filter((card) => !card.internal && !card.virtual && !isLocallyAdministered(card.mac))
      .map((card) => card.mac)
  },
  system: async () => [(await osInfo()).serial],
  cpu: async () => {
    const { manufacturer, brand, family, model, stepping } = await cpu()
    return [[manufacturer, brand, family, model, stepping].join(' ')]
  },
}

/** Randomised and virtual addresses have this bit set (IEEE 802, clause 8.4.2). */
function isLocallyAdministered(mac: string): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 0b10) !== 0
}
