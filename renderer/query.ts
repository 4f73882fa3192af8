import { queryOptions } from '@tanstack/react-query'
import type * as z from 'zod'
import type { Channel } from '#contract/ipc/channel.ts'
import { invoke } from '#renderer/bridge.ts'

/** A channel as a TanStack query; its name and input are the key to invalidate. */
export function query<I extends z.ZodType, O extends z.ZodType>(channel: Channel<I, O>, input: z.input<I>) {
  return queryOptions({ queryKey: [channel.name, input], queryFn: () => invoke(channel, input) })
}
