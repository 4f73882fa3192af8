/** Verifies a bundle in a process of its own and says how long it took and how much memory at most. */

import { createReadStream } from 'node:fs'
import { openSealed } from '#verifier/age-file.ts'
import { maxFileBytes } from '#verifier/bundle-format.ts'
import { readMembers } from '#verifier/tar-file.ts'
import { parseTrustFile } from '#verifier/trust-file.ts'
import { verifyBundle } from '#verifier/verify-bundle.ts'

const [file = '', identity = '', trust = ''] = process.argv.slice(2)
const began = performance.now()
const chunks = createReadStream(file, { highWaterMark: 1024 * 1024 })
const verdict = await verifyBundle(readMembers(openSealed(chunks, identity), maxFileBytes), {
  keys: parseTrustFile(trust),
  seen: [],
})
const milliseconds = performance.now() - began
const { isGood, selected, problems } = verdict
const maxMiB = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ isGood, selected, problems, milliseconds, maxMiB }))
