import { createCipheriv, createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownSm } from '#central/identity/sm-primitives.ts'
import { judgeCodes } from '#test/support/code-vectors.ts'
import type { CodeAnswer } from '#test/support/code-vectors-program.ts'
import { runInElectron } from '#test/support/electron-program.ts'

const unlike = (judged: CodeAnswer['judged']) => judged.filter(({ isAsPublished }) => !isAsPublished)

test('every vector of HOTP, TOTP, GM/T 0021 and OCRA gives its code', () => {
  const judged = judgeCodes()
  expect(judged.filter(({ name }) => name.startsWith('OCRA'))).toHaveLength(70)
  expect(judged.filter(({ name }) => name.startsWith('GM/T')).length).toBeGreaterThan(20)
  expect(unlike(judged)).toEqual([])
})

test('every vector gives its code inside Electron too, whose library has neither SM3 nor SM4', async () => {
  const { electron, result } = await runInElectron('test/support/code-vectors-program.ts', null)
  const { judged, hasSm } = result as CodeAnswer
  expect(electron).toMatch(/^\d+\./)
  expect(judged).toHaveLength(judgeCodes().length)
  expect(unlike(judged)).toEqual([])
  if (electron === '25.1.1') expect(hasSm).toBe(false)
}, 60_000)

test('our own SM3 and SM4 compute what OpenSSL computes, whatever the message and the key', () => {
  const bytes = (minLength: number, maxLength = minLength) =>
    fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array))
  fc.assert(
    fc.property(bytes(0, 300), bytes(16, 100), (message, key) => {
      expect(ownSm.sm3(message)).toEqual(createHash('sm3').update(message).digest())
      expect(ownSm.hmacSm3(key, message)).toEqual(createHmac('sm3', key).update(message).digest())
    }),
  )
  fc.assert(
    fc.property(bytes(16), bytes(16), (key, block) => {
      const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false)
      expect(ownSm.sm4Block(key, block)).toEqual(cipher.update(block))
    }),
  )
})
