/** Structured logs in English. Fields are allowed by name: what is not on the list is not written. */

import pino from 'pino'

export type Logger = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>

/** None of these can hold a name, an ID number, report text or a secret. */
const allowed = new Set([
  'event',
  'err',
  'method',
  'route',
  'statusCode',
  'durationMs',
  'code',
  'queryId',
  'viewingId',
  'version',
  'port',
  'pending',
  'migrations',
  'isAdopted',
  'signal',
  'time',
])

/** @param stream Where lines go; standard output when not given. */
export function createLogger(level: pino.Level | 'silent', stream?: pino.DestinationStream): pino.Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    formatters: { log: onlyAllowed },
    serializers: { err: describeError },
    hooks: { logMethod: keepMessageOut },
  }
  return stream ? pino(options, stream) : pino(options)
}

function onlyAllowed(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => allowed.has(name)))
}

/** Without a message of its own pino would write the error's, which may quote data. */
function keepMessageOut(this: pino.Logger, args: Parameters<pino.LogFn>, method: pino.LogFn): void {
  const [fields, message = ''] = args
  method.call(this, fields, message)
}

/** Where an error came from, without its message: messages of databases and parsers quote what they were given. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  return {
    type: error.name,
    ...code,
    at: frames.slice(0, 6).map((line) => line.trim().replace(/file:\/\/\S*\/(?=central|contract|node_modules)/, '')),
  }
}
