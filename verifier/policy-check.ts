/** Holds the policies of a bundle against the decisions that were made under them: each names version and hash. */

import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import * as z from 'zod'
import type { Problems } from './problems.ts'

const DecisionEntry = z.object({
  facts: z.object({ policyVersion: z.int(), policyHash: z.string().nullable().optional() }),
})

export interface PolicyCheck {
  takePolicy(name: string, bytes: Uint8Array): void
  /** Looks at an entry's bytes. */
  see(index: number, body: Buffer): void
}

const marker = Buffer.from('"kind":"query.decided"')

export function checkPolicies(problems: Problems): PolicyCheck {
  const hashes = new Map<number, string>()
  const isReported = new Set<number>()
  return {
    takePolicy(name, bytes) {
      const [, version] = /^policies\/(\d+)\.json$/.exec(name) ?? []
      const policy = parsed(Buffer.from(bytes))
      if (version !== undefined && policy !== undefined) hashes.set(Number(version), hashOf(policy))
    },

    see(index, body) {
      if (hashes.size === 0 || !body.includes(marker)) return
      const { data } = DecisionEntry.safeParse(parsed(body))
      const { policyVersion: version = 0, policyHash } = data?.facts ?? {}
      const shown = hashes.get(version)
      if (!policyHash || shown === undefined || shown === policyHash || isReported.has(version)) return
      isReported.add(version)
      problems.report(
        index,
        `it was decided under another policy than the one the bundle shows as version ${version}`,
        `该笔决定依据的政策与包内第 ${version} 版不同`,
      )
    },
  }
}

function hashOf(policy: unknown): string {
  return createHash('sha256')
    .update(canonicalize(policy) ?? '')
    .digest('hex')
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}
