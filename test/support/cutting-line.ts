/** A line that breaks: a TCP proxy that lets so many bytes through, then cuts both ends. */

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

export interface CuttingLine {
  readonly port: number
  /** Bytes that came from the client, those lost with a cut included. */
  sentBytes(): number
  cutsMade(): number
  close(): Promise<void>
}

/** @param cutAfter Bytes from the client after which the line breaks, one for each cut, counted from the last one. */
export async function aCuttingLine(target: number, cutAfter: readonly number[]): Promise<CuttingLine> {
  let sent = 0
  let cuts = 0
  let untilCut = cutAfter[0] ?? Number.POSITIVE_INFINITY
  const open = new Set<Socket>()

  const server = createServer((client) => {
    const service = connect(target, '127.0.0.1')
    for (const socket of [client, service]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        service.destroy()
      })
    }
    service.pipe(client)
    client.on('data', (bytes: Buffer) => {
      sent += bytes.length
      untilCut -= bytes.length
      if (untilCut > 0) {
        if (!service.write(bytes)) {
          client.pause()
          service.once('drain', () => client.resume())
        }
        return
      }
      cuts += 1
      untilCut = cutAfter[cuts] ?? Number.POSITIVE_INFINITY
      // What came before the cut still arrives; the answer to it does not.
      client.pause()
      service.end(bytes)
      client.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    sentBytes: () => sent,
    cutsMade: () => cuts,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
