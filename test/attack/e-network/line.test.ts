import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { createExchange } from '#main/service/exchange.ts'
import { createTrustedAgent } from '#main/service/trusted-agent.ts'
import { MachinePolicyError, readMachinePolicy } from '#main/settings/machine-policy.ts'
import { attack } from '#test/attack/support/attack.ts'
import { anAuthority } from '#test/support/certificates.ts'
import { anHttpsService } from '#test/support/https-service.ts'

const secret = 'password=a-very-long-password&code=123456'
const folder = mkdtempSync(join(tmpdir(), 'attack-line-'))
const endings: (() => unknown)[] = [() => rmSync(folder, { recursive: true })]
afterAll(async () => {
  for (const end of endings) await end()
})

async function aService(names = ['localhost']) {
  const service = await anHttpsService(() => ({ body: {} }), names)
  endings.push(service.close)
  return service
}

/** Sends the secret as the client does; gives back what went wrong. */
async function sendSecret(origin: string, trusted: string): Promise<string> {
  const agent = createTrustedAgent(trusted)
  const exchange = createExchange(agent)
  const request = { method: 'POST', url: `${origin}/sessions`, headers: {}, body: Buffer.from(secret), timeoutMs: 5000 }
  const answer = await exchange(request).then(
    ({ status }) => `answered ${status}`,
    (error: { code: string }) => error.code,
  )
  agent.destroy()
  return answer
}

async function leakNaively(names?: string[]): Promise<string> {
  const service = await aService(names)
  await naive(service.origin)
  return service.seen.map(({ body }) => body.toString()).join('\n')
}

/** Not synchronously: the server that answers is in this process. */
function naive(origin: string): Promise<void> {
  const code = `process.env.NODE_TLS_REJECT_UNAUTHORIZED='0';fetch(${JSON.stringify(`${origin}/sessions`)},{method:'POST',body:${JSON.stringify(secret)}})`
  return runNode(code, {})
}

async function runNode(code: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { spawn } = await import('node:child_process')
  const child = spawn(process.execPath, ['-e', code], { env: { ...process.env, ...env }, stdio: 'ignore' })
  await new Promise((resolve) => child.once('exit', resolve))
}

attack('E01', 'a man in the middle whose authority the machine trusts', {
  probe: async () => {
    const [real, middle] = [await aService(), await aService()]
    const before = process.env['NODE_EXTRA_CA_CERTS']
    process.env['NODE_EXTRA_CA_CERTS'] = join(folder, 'middle.pem')
    writeFileSync(join(folder, 'middle.pem'), middle.authority)
    expect(await sendSecret(middle.origin, real.authority)).toBe('service-untrusted')
    expect(middle.seen).toHaveLength(0)
    if (before === undefined) delete process.env['NODE_EXTRA_CA_CERTS']
  },
  control: () => leakNaively(),
})

/** A certificate made by OpenSSL with flaws of choice. */
function flawed(name: string, args: readonly string[]): { cert: Buffer; key: Buffer } {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)]
  const common = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    cert,
    '-subj',
    '/CN=localhost',
  ]
  execFileSync('openssl', [...common, '-addext', 'subjectAltName=DNS:localhost', ...args], { stdio: 'pipe' })
  return { cert: readFileSync(cert), key: readFileSync(key) }
}

async function serve(options: object): Promise<{ origin: string; bodies: string[] }> {
  const bodies: string[] = []
  const server: Server = createServer(options, (incoming, outgoing) => {
    incoming.on('data', (chunk) => bodies.push(String(chunk)))
    incoming.on('end', () => outgoing.end('{}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endings.push(() => server.close())
  return { origin: `https://localhost:${(server.address() as AddressInfo).port}`, bodies }
}

attack('E02', 'certificates that are expired, for another host, self-signed, signed with SHA-1; TLS 1.1', {
  probe: async () => {
    const authority = await anAuthority()
    const expired = await authority.issue({ use: 'server', validForDays: -1 })
    const otherHost = await authority.issue({ use: 'server', name: 'elsewhere.example' })
    const good = await authority.issue({ use: 'server' })
    const selfSigned = flawed('self', ['-days', '10'])
    const sha1 = flawed('sha1', ['-sha1', '-days', '10'])
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }
    const cases = [
      { options: { cert: expired.certificate, key: expired.privateKey }, trusted: authority.certificate },
      { options: { cert: otherHost.certificate, key: otherHost.privateKey }, trusted: authority.certificate },
      { options: selfSigned, trusted: authority.certificate },
      { options: sha1, trusted: authority.certificate },
      { options: { cert: good.certificate, key: good.privateKey, ...old }, trusted: authority.certificate },
    ]
    for (const { options, trusted } of cases) {
      const { origin, bodies } = await serve(options)
      expect(await sendSecret(origin, trusted)).toMatch(/service-untrusted|offline/)
      expect(bodies).toEqual([])
    }
    const fine = await serve({ cert: good.certificate, key: good.privateKey })
    expect(await sendSecret(fine.origin, authority.certificate)).toBe('answered 200')
  },
  control: async () => {
    const { origin, bodies } = await serve(flawed('control', ['-sha1', '-days', '1']))
    await naive(origin)
    return bodies.join('\n')
  },
})

attack('E03', 'a proxy in the environment', {
  probe: async () => {
    const service = await aService()
    const proxy = await aCountingProxy()
    const names = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'HTTP_PROXY']
    for (const name of names) process.env[name] = proxy.url
    expect(await sendSecret(service.origin, service.authority)).toBe('answered 200')
    for (const name of names) delete process.env[name]
    expect(proxy.count()).toBe(0)
  },
  control: async () => {
    const service = await aService()
    const proxy = await aCountingProxy()
    const env = { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: proxy.url, https_proxy: proxy.url, NO_PROXY: '', no_proxy: '' }
    await runNode(`fetch(${JSON.stringify(service.origin)}).catch(() => {})`, env)
    return proxy.count() > 0 ? `the proxy saw ${proxy.count()} connections` : ''
  },
})

async function aCountingProxy() {
  let count = 0
  const server = createTcpServer((socket) => {
    count += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endings.push(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, count: () => count }
}

attack('E04', 'pins: the next authority beside the present one; neither of them', {
  probe: async () => {
    const present = await aService()
    const authority = await anAuthority()
    const renewed = await authority.issue({ use: 'server' })
    const next = await serve({ cert: renewed.certificate, key: renewed.privateKey })
    const foreign = await serve(flawed('foreign', ['-days', '10']))
    const pins = `${present.authority}\n${authority.certificate}`
    expect(await sendSecret(present.origin, pins)).toBe('answered 200')
    expect(await sendSecret(next.origin, pins)).toBe('answered 200')
    expect(await sendSecret(foreign.origin, pins)).toBe('service-untrusted')
    expect(foreign.bodies).toEqual([])
  },
  control: () => leakNaively(),
})

attack('E05', 'another host with a certificate of the right authority', {
  probe: async () => {
    const other = await aService(['elsewhere.example'])
    expect(await sendSecret(other.origin, other.authority)).toBe('service-untrusted')
    expect(other.seen).toHaveLength(0)
  },
  control: () => leakNaively(['elsewhere.example']),
})

attack('A07', 'NODE_TLS_REJECT_UNAUTHORIZED=0 and an authority added by the environment', {
  probe: async () => {
    const [real, foreign] = [await aService(), await aService()]
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    const answer = await sendSecret(foreign.origin, real.authority)
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    expect(answer).toBe('service-untrusted')
    expect(foreign.seen).toHaveLength(0)
  },
  control: () => leakNaively(),
})

attack('E22', 'a machine policy that was altered, or that an ordinary user may alter', {
  probe: () => {
    const file = join(folder, 'policy.json')
    const texts = ['{', '[]', '{"serviceUrl":"http://bank.example"}', '{"serviceUrl":"https://bank.example/x"}']
    for (const text of [...texts, '{"__proto__":{},"serviceUrl":"https://a"}', `"${'x'.repeat(100_000)}"`]) {
      writeFileSync(file, text)
      expect(() => readMachinePolicy(file)).toThrow(MachinePolicyError)
    }
    const good = {
      serviceUrl: 'https://bank.example',
      caCertificate: '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n',
    }
    writeFileSync(file, JSON.stringify(good), { mode: 0o644 })
    expect(readMachinePolicy(file, { mustBeProtected: true }).serviceUrl).toBe('https://bank.example')
    spawnSync('chmod', ['666', file])
    expect(() => readMachinePolicy(file, { mustBeProtected: true })).toThrow(MachinePolicyError)
  },
  control: () => {
    const file = join(folder, 'naive.json')
    writeFileSync(file, '{"serviceUrl":"https://evil.example"}', { mode: 0o666 })
    return `would call ${JSON.parse(readFileSync(file, 'utf8')).serviceUrl}`
  },
})
