import { expect, test } from 'vitest'
import { keysFor } from '#scripts/native-file-dialog.ts'

test.each([
  { text: 'aB/', keys: ['U0061', 'U0042', 'U002f'] },
  { text: '权', keys: ['ctrl+shift+u', '6', '7', '4', '3', 'space'] },
  { text: '𠮷', keys: ['ctrl+shift+u', '2', '0', 'b', 'b', '7', 'space'] },
])('$text is written with $keys', ({ text, keys }) => {
  expect(keysFor(text)).toEqual(keys)
})
