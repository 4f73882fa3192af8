import { expect, test } from 'vitest'
import { createUserSettings } from '#main/settings/user-settings.ts'

function setUp(content: unknown) {
  let kept = content
  const file = {
    read: () => kept,
    write: (value: unknown) => {
      kept = value
    },
  }
  return { settings: createUserSettings(file), kept: () => kept }
}

const defaults = { language: 'zh-CN', windowBounds: null }

test.each([
  undefined,
  null,
  'text',
  [],
  { language: 'fr' },
  { language: 'en', windowBounds: { x: 0, y: 0, width: 1, height: 1 } },
  { language: 'en', serviceUrl: 'https://evil.example' },
  JSON.parse('{"__proto__":{"language":"en"}}'),
])('a damaged file %j reads as the defaults', (content) => {
  expect(setUp(content).settings.read()).toEqual(defaults)
})

test('a change keeps what it does not name', () => {
  const { settings, kept } = setUp({ language: 'en', windowBounds: null })
  settings.change({ windowBounds: { x: 10, y: 20, width: 1200, height: 800 } })
  expect(kept()).toEqual({ language: 'en', windowBounds: { x: 10, y: 20, width: 1200, height: 800 } })
})
