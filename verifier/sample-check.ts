/** Holds the scans of a bundle against the entries of their consents, and the choice of consents against the lots. */

import { createHash } from 'node:crypto'
import * as z from 'zod'
import { createLots } from './consent-sample.ts'
import type { Problems } from './problems.ts'

const ConsentEntry = z.object({
  kind: z.literal('consent.registered'),
  object: z.uuid(),
  facts: z.object({ scans: z.array(z.string()) }),
})

export interface SampleCheck {
  /** Looks at an entry's bytes. */
  see(body: Buffer): void
  takeScan(name: string, bytes: Uint8Array): void
  finish(): { readonly missingScans: number }
}

const marker = Buffer.from('"kind":"consent.registered"')

export function checkSample(count: number, root: Uint8Array, problems: Problems): SampleCheck {
  const lots = createLots<readonly string[]>(root, count)
  const taken = new Set<string>()
  let missingScans = 0
  return {
    see(body) {
      if (count === 0 || !body.includes(marker)) return
      const entry = ConsentEntry.safeParse(parsed(body))
      if (entry.success) lots.add(entry.data.object, entry.data.facts.scans)
    },

    takeScan(name, bytes) {
      const [, id = '', page = '', ending = ''] = /^consents\/([0-9a-f-]{36})\/(\d+)\.(\w+)$/.exec(name) ?? []
      const expected = lots.drawn().get(id)?.[Number(page) - 1]
      if (expected === undefined)
        return problems.report(null, `${name} is not among the consents drawn`, `${name} 不在抽中的授权资料之内`)
      taken.add(`${id}/${page}`)
      if (ending === 'missing') missingScans += 1
      else if (createHash('sha256').update(bytes).digest('hex') !== expected)
        problems.report(null, `${name} is not the scan that was registered`, `${name} 不是当时登记的扫描件`)
    },

    finish() {
      for (const [id, scans] of lots.drawn())
        for (const at of scans.keys())
          if (!taken.has(`${id}/${at + 1}`))
            problems.report(
              null,
              `scan ${at + 1} of consent ${id} was drawn and is not there`,
              `授权资料 ${id} 的第 ${at + 1} 份扫描件已抽中，但包内没有`,
            )
      return { missingScans }
    },
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
