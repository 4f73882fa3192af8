/** Structured log lines. Only the fields named here are written, so that no personal data can slip in. */

import type { Clock } from '#main/clock.ts'

export interface LogFields {
  readonly ms?: number
  readonly version?: string
  readonly role?: string
  readonly channel?: string
  readonly endpoint?: string
  readonly code?: string
  readonly reason?: string
  readonly errorType?: string
  /** Call sites only; the message of an error may repeat what was typed. */
  readonly stack?: string
}

const fieldNames = [
  'ms',
  'version',
  'role',
  'channel',
  'endpoint',
  'code',
  'reason',
  'errorType',
  'stack',
] as const satisfies readonly (keyof LogFields)[]

export interface Log {
  write(event: string, fields?: LogFields): void
  /** An error nobody foresaw: its type and call sites, never its message. */
  unexpected(event: string, error: unknown, fields?: LogFields): void
}

export function createLog(writeLine: (line: string) => void, clock: Clock): Log {
  return {
    write,
    unexpected: (event, error, fields) => write(event, { ...fields, ...describe(error) }),
  }

  function write(event: string, fields: LogFields = {}): void {
    const known = fieldNames.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]] as const)
    writeLine(JSON.stringify({ at: new Date(clock()).toISOString(), event, ...Object.fromEntries(known) }))
  }
}

function describe(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorType: typeof error }
  const calls = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { errorType: error.name, stack: calls.slice(0, 12).join('\n') }
}
