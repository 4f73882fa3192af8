/** The one way into the main process: who asks, how much, what, and only then the answer. */

import type { IpcMain } from 'electron'
import type * as z from 'zod'
import { AppError, parseInput, toFailure } from '#contract/failure.ts'
import type { Channel, Reply, WindowRole } from '#contract/ipc/channel.ts'
import type { Clock } from '#main/clock.ts'
import type { Log } from '#main/log.ts'
import { isPoisoned, messageSize } from './message-size.ts'
import { createRateLimit } from './rate-limit.ts'
import { type RoleOf, type SenderEvent, senderRole } from './sender.ts'

const maxMessageBytes = 1024 * 1024
const callsPerSecond = 100

export type Handle = <I extends z.ZodType, O extends z.ZodType>(
  channel: Channel<I, O>,
  answer: (input: z.output<I>, role: WindowRole) => z.input<O> | Promise<z.input<O>>,
) => void

export interface HandleDependencies {
  readonly ipc: Pick<IpcMain, 'handle'>
  readonly roleOf: RoleOf
  readonly log: Log
  readonly clock: Clock
}

/** Makes the function that answers a channel. A failure is a value: Electron keeps only the text of what is thrown. */
export function createHandle({ ipc, roleOf, log, clock }: HandleDependencies): Handle {
  const isWithinRate = createRateLimit(callsPerSecond, clock)

  return (channel, answer) => {
    ipc.handle(channel.name, async (event, raw: unknown): Promise<Reply> => {
      try {
        const role = admit(channel, event)
        if (messageSize(raw, maxMessageBytes) > maxMessageBytes)
          throw new AppError('too-large', 'The message is too large.')
        if (isPoisoned(raw)) throw new AppError('invalid-input', 'The input was refused.')
        const value = await answer(parseInput(channel.input, raw), role)
        return { ok: true, value: parseOwn(channel.output, value) }
      } catch (error) {
        report(channel.name, error)
        return { ok: false, failure: toFailure(error) }
      }
    })
  }

  function admit(channel: Pick<Channel<z.ZodType, z.ZodType>, 'name' | 'roles'>, event: SenderEvent): WindowRole {
    const role = senderRole(event, roleOf)
    if (!channel.roles.includes(role)) throw new AppError('forbidden', 'This window may not ask for that.')
    if (!isWithinRate(`${event.sender.id} ${channel.name}`)) throw new AppError('forbidden', 'Too many calls.')
    return role
  }

  function report(channel: string, error: unknown): void {
    if (error instanceof AppError) log.write('call-failed', { channel, code: error.code })
    else log.unexpected('call-failed', error, { channel })
  }
}

/** An answer that breaks its own contract is our bug, not the caller's. */
function parseOwn<O extends z.ZodType>(schema: O, value: z.input<O>): z.output<O> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new Error('The answer breaks its contract.', { cause: result.error })
}
