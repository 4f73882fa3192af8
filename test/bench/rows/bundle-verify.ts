import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import type { Row } from '#test/bench/harness.ts'
import { writeLongBundle } from '#test/bench/long-bundle.ts'

const Verified = z.object({
  isGood: z.literal(true),
  selected: z.int(),
  milliseconds: z.number(),
  maxMiB: z.number(),
})

/** An auditor's machine verifies a sealed bundle offline: unsealing, every entry, the tree, the signatures. */
export const bundleVerify: Row = {
  name: 'bundle-verify',
  unit: 'ms',
  against: 'SHA-256 over the bytes of the sealed file',
  reach: 3,
  better: 'lower',
  rounds: { full: 3, quick: 3 },
  async prepare({ isQuick, folder }) {
    const count = isQuick ? 65_536 : 1_048_576
    const file = join(folder, 'bundle.age')
    const { identity, trust } = await writeLongBundle(file, count)
    let most = 0
    return {
      async ours() {
        const { selected, milliseconds, maxMiB } = await verifyInProcess([file, identity, trust])
        if (selected !== count) throw new Error(`${selected} of ${count} entries were verified.`)
        most = Math.max(most, maxMiB)
        return milliseconds
      },
      reference: () => hashFile(file),
      notes: () => [
        `${count} entries, ${Math.round(statSync(file).size / 1024 ** 2)} MiB sealed`,
        `${Math.round(most)} MiB of memory at most, the process with it`,
      ],
      end: async () => undefined,
    }
  },
}

async function verifyInProcess(args: readonly string[]): Promise<z.output<typeof Verified>> {
  const program = join('test', 'bench', 'verify-bundle-program.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args])
  return Verified.parse(JSON.parse(stdout))
}

async function hashFile(file: string): Promise<number> {
  const began = performance.now()
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk)
  hash.digest()
  return performance.now() - began
}
