import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { sendThroughCuts } from '#test/support/cut-upload.ts'

// The size decides what share the handshakes after a cut are; `npm run bench` sends 200 MB through 100 cuts.
test('a file of 40 MB through 20 forced cuts arrives with its hash, and less than 5 % of it is sent again', async () => {
  const outcome = await sendThroughCuts(randomBytes(40 * 1024 * 1024), 20)
  expect(outcome.cuts).toBe(20)
  expect(outcome.storedHash).toBe(outcome.sentHash)
  expect(outcome.resentShare).toBeLessThan(0.05)
}, 60_000)
