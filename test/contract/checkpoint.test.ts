import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { formatCheckpoint, noteKeyId, openCheckpoint, openNote, parseVerifierKey } from '#contract/rules/checkpoint.ts'
import vector from '#test/fixtures/signed-note.json' with { type: 'json' }
import { logVerifierKey, notePrimitives } from '#verifier/note-primitives.ts'

const key = parseVerifierKey(notePrimitives, vector.vkey)
const note = `${vector.text}\n${vector.sigLine}\n`

test('the published note opens with its published key', () => {
  expect(openNote(notePrimitives, key, note)).toBe(vector.text)
})

test.each([
  { why: 'one letter changed', changed: note.replace('example message', 'example massage') },
  {
    why: 'the signature changed',
    changed: note.replace('UYV', 'UYW').replace('WBrcG', 'WBrcH').replace('eyaQM', 'eyaQN'),
  },
  { why: 'no signature', changed: vector.text },
  { why: 'no end of line', changed: note.slice(0, -1) },
  { why: 'a line that is no signature', changed: `${note}hello\n` },
  { why: 'empty', changed: '' },
])('$why: the note does not open', ({ changed }) => {
  expect(openNote(notePrimitives, key, changed)).toBeUndefined()
})

test('signatures of unknown keys beside the known one are ignored', () => {
  expect(openNote(notePrimitives, key, `${note}— someone.else/x AAAAAAAA\n`)).toBe(vector.text)
})

test('a verifier key whose id is not its own is refused', () => {
  expect(() => parseVerifierKey(notePrimitives, vector.vkey.replace('530d903a', '530d903b'))).toThrow(RangeError)
})

const origin = 'cqw.example/log'
const pair = generateKeyPairSync('ed25519')
const publicKey = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32))
const ownKey = parseVerifierKey(notePrimitives, logVerifierKey(origin, publicKey))

function signed(text: string): string {
  const bytes = Buffer.concat([
    noteKeyId(notePrimitives, origin, publicKey),
    sign(null, Buffer.from(text), pair.privateKey),
  ])
  return `${text}\n— ${origin} ${bytes.toString('base64')}\n`
}

test('a checkpoint comes back as it was signed', () => {
  const checkpoint = { origin, size: 12n, root: new Uint8Array(32).fill(7) }
  expect(openCheckpoint(notePrimitives, ownKey, signed(formatCheckpoint(notePrimitives, checkpoint)))).toEqual({
    ...checkpoint,
    root: Buffer.alloc(32, 7),
  })
})

test.each(['other.example/log\n12\n', `${origin}\n012\n`, `${origin}\n-1\n`, `${origin}\n1e3\n`])(
  'signed text %j is no checkpoint of this log',
  (head) => {
    expect(
      openCheckpoint(notePrimitives, ownKey, signed(`${head}${Buffer.alloc(32).toString('base64')}\n`)),
    ).toBeUndefined()
  },
)
