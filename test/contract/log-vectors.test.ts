import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseVerifierKey } from '#contract/rules/checkpoint.ts'
import { isAcceptableKey, isCanonicalSignature } from '#contract/rules/ed25519-strictness.ts'
import { isSubtreeOf } from '#contract/rules/merkle-subtree.ts'
import { leafHash } from '#contract/rules/merkle-tree.ts'
import { type ElectronAnswer, runInElectron } from '#test/support/electron-program.ts'
import { fromHex, type Judgement, judgeCases, judgeVectors } from '#test/support/log-vectors.ts'
import type { VectorAnswer } from '#test/support/log-vectors-program.ts'
import { casesMissing, findMerkleCases } from '#test/support/published-cases.ts'
import { rangeHashes, subtreeProof } from '#test/support/subtrees.ts'
import { notePrimitives as client, logVerifierKey, notePrimitives as service } from '#verifier/note-primitives.ts'

const published = findMerkleCases()
const unlike = (judged: readonly Judgement[]) => judged.filter(({ isAsPublished }) => !isAsPublished)

test.each([
  { who: 'service', primitives: service },
  { who: 'client', primitives: client },
])('the $who judges every vector of trees, subtrees and notes as published', ({ primitives }) => {
  expect(unlike(judgeVectors(primitives))).toEqual([])
})

test('every published Merkle case gets its verdict', (context) => {
  if (!published) return context.skip(casesMissing)
  const judged = judgeCases(service, published)
  expect(judged).toHaveLength(published.inclusion.length + published.consistency.length)
  expect(judged.length).toBeGreaterThan(100)
  expect(unlike(judged)).toEqual([])
})

describe('inside Electron', () => {
  let answer: ElectronAnswer & { readonly result: VectorAnswer }
  beforeAll(async () => {
    answer = (await runInElectron('test/support/log-vectors-program.ts', published ?? null)) as typeof answer
  }, 60_000)

  test('every vector is judged as published', () => {
    expect(answer.electron).toMatch(/^\d+\./)
    expect(answer.result.vectors.length).toBe(judgeVectors(client).length)
    expect(unlike(answer.result.vectors)).toEqual([])
  })

  test('every published Merkle case gets its verdict', (context) => {
    if (!published) return context.skip(casesMissing)
    expect(answer.result.cases).toHaveLength(published.inclusion.length + published.consistency.length)
    expect(unlike(answer.result.cases)).toEqual([])
  })

  test('a key for which every signature holds is refused, also where the platform takes it', () => {
    const { electron, result } = answer
    expect(result.neutralKey.isTakenByUs).toBe(false)
    if (electron === '25.1.1') expect(result.neutralKey.isTakenByPlatform).toBe(true)
  })
})

test('no changed hash of a subtree proof goes unnoticed', () => {
  const { sha256 } = service
  const leaves = Array.from({ length: 21 }, (_, index) => leafHash(sha256, Uint8Array.of(index)))
  const root = rangeHashes(sha256, leaves)
  for (const [start, end] of [
    [0, 8],
    [4, 8],
    [8, 13],
    [16, 21],
    [0, 21],
    [20, 21],
  ] as const) {
    const proof = subtreeProof(root, { start, end }, [0, 21, true])
    const claim = {
      subtree: { start: BigInt(start), end: BigInt(end) },
      node: root(start, end),
      size: 21n,
      root: root(0, 21),
    }
    expect(isSubtreeOf(sha256, { ...claim, proof })).toBe(true)
    for (const at of proof.keys())
      expect(isSubtreeOf(sha256, { ...claim, proof: proof.with(at, root(0, 1)) })).toBe(false)
    expect(isSubtreeOf(sha256, { ...claim, proof: [...proof, root(0, 1)] })).toBe(false)
    expect(isSubtreeOf(sha256, { ...claim, node: root(1, 2), proof })).toBe(false)
    expect(isSubtreeOf(sha256, { ...claim, root: root(1, 2), proof })).toBe(false)
    expect(isSubtreeOf(sha256, { ...claim, size: 4n, proof })).toBe(false)
  }
})

const neutral = `01${'00'.repeat(31)}`
const smallOrder = [
  neutral,
  '00'.repeat(32),
  `ec${'ff'.repeat(30)}7f`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `${'00'.repeat(31)}80`,
]

test('keys under which one signature fits many messages are refused, whatever the platform says', () => {
  expect(smallOrder.map((key) => isAcceptableKey(fromHex(key)))).toEqual(smallOrder.map(() => false))
  expect(() => parseVerifierKey(service, logVerifierKey('log.example', fromHex(neutral)))).toThrow(RangeError)
})

test('keys that name a point twice over and signatures that have twins are refused', () => {
  expect(isAcceptableKey(fromHex(`ed${'ff'.repeat(30)}7f`))).toBe(false)
  expect(isAcceptableKey(fromHex(`ee${'ff'.repeat(30)}7f`))).toBe(false)
  const order = 'edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010'
  expect(isCanonicalSignature(fromHex(neutral + order))).toBe(false)
  expect(isCanonicalSignature(fromHex(neutral + order.replace('ed', 'ec')))).toBe(true)
  expect(isCanonicalSignature(fromHex(neutral))).toBe(false)
})

test('a thousand honest keys and their signatures are acceptable', () => {
  for (let round = 0; round < 1000; round += 1) {
    const { publicKey } = generateKeyPairSync('ed25519')
    expect(isAcceptableKey(new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)))).toBe(true)
  }
})
