import { expect, test, vi } from 'vitest'
import { createIdleWatch } from '#main/session/idle-watch.ts'

function setUp() {
  let [idleMs, isLocked] = [0, false]
  let tick: () => void = () => undefined
  const lock = vi.fn(async () => {
    isLocked = true
  })
  const look = vi.fn(async () => undefined)
  const stopped = vi.fn()
  const watch = createIdleWatch({
    session: { current: () => ({ idleMinutes: 5 }) as never, isLocked: () => isLocked, lock, look },
    sinceInputMs: () => idleMs,
    every: (_milliseconds, action) => {
      tick = action
      return stopped
    },
  })
  watch.start()
  const pass = (seconds: number, isTouched: boolean) => {
    for (let second = 0; second < seconds; second += 1) {
      idleMs = isTouched ? 0 : idleMs + 1000
      tick()
    }
  }
  return { watch, pass, lock, look, stopped }
}

test('nothing touched for as long as the session says locks it, once, and not a second earlier', () => {
  const { pass, lock } = setUp()
  pass(299, false)
  expect(lock).not.toHaveBeenCalled()
  pass(3, false)
  expect(lock).toHaveBeenCalledExactlyOnceWith('idle')
})

test('a touch begins the time anew', () => {
  const { pass, lock } = setUp()
  pass(299, false)
  pass(1, true)
  pass(299, false)
  expect(lock).not.toHaveBeenCalled()
})

test('who reads without asking anything is told to the service every minute, who is away is not', () => {
  const { pass, look } = setUp()
  pass(120, true)
  expect(look).toHaveBeenCalledTimes(2)
  pass(200, false)
  expect(look).toHaveBeenCalledTimes(2)
})

test('after the session nothing is watched', () => {
  const { watch, stopped } = setUp()
  watch.stop()
  expect(stopped).toHaveBeenCalledOnce()
})
