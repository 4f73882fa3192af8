/** Parts of the client for tests: a key without keychain, a log that remembers, a signer. */

import { createDeviceKeys, type KeyVault } from '#main/binding/device-key.ts'
import { createLog } from '#main/log.ts'
import { createExchange } from '#main/service/exchange.ts'
import { createRequestSigner } from '#main/service/request-signer.ts'
import { createServiceClient } from '#main/service/service-client.ts'
import { createTrustedAgent } from '#main/service/trusted-agent.ts'

export const testTime = Date.UTC(2026, 10, 24, 2, 0, 0)

export function aKeyVault(): KeyVault & { readonly secrets: Map<string, string> } {
  const secrets = new Map<string, string>()
  return {
    secrets,
    read: async (account) => secrets.get(account),
    write: async (account, secret) => void secrets.set(account, secret),
  }
}

export function aLog() {
  const lines: Record<string, unknown>[] = []
  const log = createLog(
    (line) => lines.push(JSON.parse(line)),
    () => testTime,
  )
  return { log, lines, text: () => JSON.stringify(lines) }
}

/** A client of a service, with the real signer and the real network. */
export function aClient(service: { origin: string }, authority: string, clock = () => testTime) {
  let count = 0
  const signer = createRequestSigner({
    deviceKey: createDeviceKeys(aKeyVault(), service.origin).current,
    clock,
    sinceInputMs: () => 0,
    newProofId: () => `proof-number-${String(count++).padStart(12, '0')}`,
  })
  const agent = createTrustedAgent(authority)
  const exchange = createExchange(agent)
  const client = createServiceClient({ serviceUrl: service.origin, exchange, signer })
  return { client, signer, exchange, close: () => agent.destroy() }
}
