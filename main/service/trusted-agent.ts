import { Agent } from 'node:https'

/** Connections to the service: kept open, checked against the one given CA and nothing the system trusts. */
export function createTrustedAgent(caCertificate: string): Agent {
  return new Agent({
    keepAlive: true,
    maxSockets: 8,
    ca: caCertificate,
    minVersion: 'TLSv1.2',
    // Written out, for an environment variable changes the default.
    rejectUnauthorized: true,
  })
}
