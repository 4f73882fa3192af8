/** What a service does that nobody thought about: each control shows the attack getting through here. */

export interface NaiveRequest {
  readonly path: string
  readonly address?: string
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
}

export interface NaiveAnswer {
  readonly status: number
  readonly body: string
}

const report = { officer: 'E10017', text: '沈嘉禾 320506198603140210 overdue 2 300 CNY' }

/** Bearer tokens, a body that says who asks, a clock of the client's, codes that stay good, no limit and no log. */
export function createNaiveService() {
  const sessions = new Map<string, string>()
  const log: string[] = []
  return { log, sessions, ask, logIn, hears: (request: NaiveRequest) => addressOf(request) }

  function logIn({ body = {} }: NaiveRequest): NaiveAnswer {
    const { employeeId, password, code, token = `token-${sessions.size}` } = body
    if (employeeId !== 'E10017') return { status: 404, body: 'There is no such user.' }
    if (password !== 'right') return { status: 401, body: 'The password is wrong.' }
    if (code !== '123456') return { status: 401, body: 'The code is wrong.' }
    sessions.set(String(token), String(employeeId))
    log.push(`${employeeId} logged in`)
    return { status: 200, body: String(token) }
  }

  function ask(request: NaiveRequest): NaiveAnswer {
    const token = request.token ?? new URL(request.path, 'http://x').searchParams.get('token') ?? ''
    const isKnown = sessions.has(token) || request.body?.['mac'] === '00:16:3e:12:34:56'
    if (!isKnown) return { status: 401, body: '' }
    if (isExpired(request)) return { status: 401, body: 'expired' }
    return { status: 200, body: JSON.stringify(report) }
  }

  function isExpired({ headers = {} }: NaiveRequest): boolean {
    const date = headers['date']
    return date !== undefined && new Date(date) > new Date('2026-11-25T18:00:00+08:00')
  }

  function addressOf({ address = '', headers = {} }: NaiveRequest): string {
    return headers['x-forwarded-for'] ?? address
  }
}

/** A naive service with one user logged in. */
export function aNaiveSession() {
  const service = createNaiveService()
  const token = service.logIn({ path: '/', body: { employeeId: 'E10017', password: 'right', code: '123456' } }).body
  return { service, token }
}
