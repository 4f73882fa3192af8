/** Puts a machine policy where a production build reads it, and what was there back afterwards. */

import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeServerCertificate } from '#scripts/certificates.ts'

const file = '/etc/credit-query-workstation/policy.json'

/** @returns The function that restores what was there. */
export function placeMachinePolicy(policy: object): () => void {
  const before = existsSync(file) ? readFileSync(file) : undefined
  const hadFolder = existsSync(dirname(file))
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 })
  writeFileSync(file, JSON.stringify(policy), { mode: 0o644 })
  return () => {
    if (before) writeFileSync(file, before)
    else rmSync(file, { force: true })
    if (!hadFolder) rmdirSync(dirname(file))
  }
}

/** A policy for a service that is not there. */
export async function aPolicyOfNobody(port: number): Promise<object> {
  const { authority } = await makeServerCertificate({ dns: ['localhost'], ip: ['127.0.0.1'] }, new Date())
  return { serviceUrl: `https://localhost:${port}`, caCertificate: authority }
}
