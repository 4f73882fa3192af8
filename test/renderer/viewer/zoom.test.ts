import { expect, test } from 'vitest'
import { zoomedBy } from '#renderer/viewer/zoom.ts'

test.each([
  [100, 1, 110],
  [100, -1, 90],
  [200, 1, 200],
  [50, -1, 50],
  [195, 1, 200],
])('from %s %% by %s steps it is %s %%', (percent, steps, expected) => {
  expect(zoomedBy(percent, steps)).toBe(expected)
})
