import { randomBytes } from 'node:crypto'
import { open } from 'node:fs/promises'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Fastify from 'fastify'
import { makeServerCertificate } from '#scripts/certificates.ts'
import type { Row } from '#test/bench/harness.ts'
import { sendThroughCuts } from '#test/support/cut-upload.ts'

const mib = 1024 * 1024

/** A scan of five mebibytes: resumable, each piece sealed and synced before it counts, a proof for each request. */
export const upload5Mib: Row = {
  name: 'upload-5mib',
  unit: 'ms',
  against: 'one POST of the same bytes over HTTPS, written to a file and synced once',
  reach: 4,
  better: 'lower',
  rounds: { full: 9, quick: 3 },
  async prepare({ isQuick, folder }) {
    const bytes = randomBytes(5 * mib)
    const plain = await plainService(folder)
    const [size, cuts] = isQuick ? [20, 10] : [200, 100]
    const outcome = await sendThroughCuts(randomBytes(size * mib), cuts)
    const isWhole = outcome.storedHash === outcome.sentHash
    const resent = (outcome.resentShare * 100).toFixed(2)
    return {
      ours: () => sendThroughCuts(bytes, 0).then(({ milliseconds }) => milliseconds),
      reference: () => plain.send(bytes),
      notes: () => [
        `${size} MiB through ${outcome.cuts} cuts: ${resent} % sent again, hashes ${isWhole ? 'equal' : 'DIFFER'}`,
      ],
      end: plain.close,
    }
  },
}

async function plainService(folder: string) {
  const { authority, certificate, privateKey } = await makeServerCertificate({ dns: ['localhost'], ip: [] }, new Date())
  const app = Fastify({ https: { cert: certificate, key: privateKey }, bodyLimit: 64 * mib })
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.post('/', async (incoming) => {
    const file = await open(join(folder, 'plain'), 'w')
    await file.writeFile(incoming.body as Buffer)
    await file.sync()
    await file.close()
    return {}
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const headers = { 'content-type': 'application/octet-stream' }
  return {
    close: async () => void (await app.close()),
    async send(bytes: Buffer): Promise<number> {
      const from = performance.now()
      await new Promise<void>((resolve, reject) => {
        const sending = request({ host: 'localhost', port, method: 'POST', ca: authority, headers }, (answer) => {
          answer.resume()
          answer.on('end', resolve)
        })
        sending.on('error', reject)
        sending.end(bytes)
      })
      return performance.now() - from
    },
  }
}
