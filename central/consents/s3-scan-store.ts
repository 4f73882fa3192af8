/**
 * Scans at rest in an S3 store: the same sealed pieces as in a folder, one object each. A piece counts as received once the
 * store has answered; what it means by that is its own promise of durability.
 *
 * @see Amazon S3 API reference: PutObject, GetObject, ListObjectsV2, DeleteObject; AWS Signature Version 4.
 */

import { AwsClient } from 'aws4fetch'
import { seal, unseal } from '#central/keys/sealing.ts'
import { contextOfPiece, pieceName, type ScanStore } from './scan-store.ts'

export interface S3Place {
  /** Origin of the store, and the path before the bucket when there is one. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

const timeoutMs = 20_000
const listKey = /<Key>([^<]+)<\/Key>/g

export function createS3ScanStore(place: S3Place, key: Uint8Array): ScanStore {
  const { accessKeyId, secretAccessKey, region } = place
  // Failed writes are tried again: a piece has one name and one content, however often it is put.
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 })
  const bucket = `${place.endpoint.replace(/\/+$/, '')}/${place.bucket}`

  return {
    async append(id, offset, bytes) {
      await ask('PUT', objectOf(id, offset), new Uint8Array(seal(key, bytes, contextOfPiece(id, offset))))
    },

    async read(id, length) {
      const pieces: Buffer[] = []
      let received = 0
      while (received < length) {
        const answer = await ask('GET', objectOf(id, received))
        const piece = unseal(key, new Uint8Array(await answer.arrayBuffer()), contextOfPiece(id, received))
        if (piece.length === 0) throw new Error('A piece of the scan is empty.')
        pieces.push(piece)
        received += piece.length
      }
      if (received !== length) throw new Error('The scan is longer than what was acknowledged.')
      return Buffer.concat(pieces)
    },

    async remove(id) {
      for (let names = await listed(id); names.length > 0; names = await listed(id))
        for (const name of names) await ask('DELETE', name)
    },
  }

  async function listed(id: string): Promise<string[]> {
    const answer = await ask('GET', `?list-type=2&prefix=${encodeURIComponent(`${id}/`)}`)
    return [...(await answer.text()).matchAll(listKey)].map(([, name = '']) => name)
  }

  async function ask(
    method: 'GET' | 'PUT' | 'DELETE',
    object: string,
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<Response> {
    const address = object.startsWith('?') ? `${bucket}${object}` : `${bucket}/${object}`
    const answer = await client.fetch(address, {
      method,
      ...(body && { body }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (!answer.ok) throw new Error(`The S3 store answered ${answer.status} to ${method}.`)
    return answer
  }
}

function objectOf(id: string, offset: number): string {
  return `${id}/${pieceName(offset)}`
}
