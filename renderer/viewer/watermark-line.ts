import type { Watermark } from '#contract/viewing.ts'

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** Who, where, when: employee ID, name, workstation, address, time in Asia/Shanghai. */
export function watermarkLine({ employeeId, name, workstationNumber, address, openedAt }: Watermark): string {
  return [employeeId, name, workstationNumber, address, clock.format(new Date(openedAt))].join('  ')
}
