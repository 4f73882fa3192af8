import type { IpcRenderer } from 'electron'
import type { Bridge } from '#contract/ipc/channel.ts'

/** A pipe for channels with one of these beginnings, and nothing more: the main process checks what comes through it. */
export function makeBridge(
  ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'removeListener'>,
  prefixes: readonly string[],
): Bridge {
  return {
    invoke: async (name, input) => ipc.invoke(ours(name), input),
    listen: (name, listener) => {
      const channel = ours(name)
      // The event holds the sender; pages get the payload alone.
      const forward = (_event: unknown, payload: unknown) => listener(payload)
      ipc.on(channel, forward)
      return () => {
        ipc.removeListener(channel, forward)
      }
    },
  }

  function ours(name: unknown): string {
    if (typeof name === 'string' && prefixes.some((prefix) => name.startsWith(prefix))) return name
    throw new Error('Not a channel of this window.')
  }
}
