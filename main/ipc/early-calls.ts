/** Takes the login page's calls before the rest of the program has been read, and answers them when it has. */

import type { IpcMain, IpcMainInvokeEvent } from 'electron'

type Answer = Parameters<IpcMain['handle']>[1]

/** The channels of the login page by their wire names: no schema is loaded before the first paint. A test holds them against the contract. */
export const earlyChannels = {
  painted: 'app:window:report-painted',
  others: ['app:login:read-state', 'app:login:request-enrolment', 'app:session:log-in', 'app:language:choose'],
} as const

/** @param onPainted The page says that its first screen is on the glass; checks the sender itself. */
export function takeEarlyCalls(
  ipc: Pick<IpcMain, 'handle'>,
  onPainted: (event: IpcMainInvokeEvent) => void,
): Pick<IpcMain, 'handle'> {
  const waiting = new Map<string, (answer: Answer) => void>()
  for (const name of [earlyChannels.painted, ...earlyChannels.others]) {
    const answer = new Promise<Answer>((resolve) => waiting.set(name, resolve))
    ipc.handle(name, async (event, ...args) => {
      if (name === earlyChannels.painted) onPainted(event)
      return (await answer)(event, ...args)
    })
  }
  return {
    handle: (name, answer) => {
      const give = waiting.get(name)
      if (give) give(answer)
      else ipc.handle(name, answer)
    },
  }
}
