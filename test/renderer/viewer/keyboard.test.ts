import { expect, test } from 'vitest'
import { attemptOf, commandOf } from '#renderer/viewer/keyboard.ts'

const none = { ctrlKey: false, metaKey: false, altKey: false }

test.each([
  ['PageDown', 'next'],
  ['PageUp', 'previous'],
  ['ArrowRight', 'next'],
  ['ArrowLeft', 'previous'],
  ['ArrowDown', 'down'],
  ['ArrowUp', 'up'],
  ['Home', 'first'],
  ['End', 'last'],
  ['Escape', 'close'],
  ['F5', 'refused'],
  ['F12', 'refused'],
  ['PrintScreen', 'refused'],
  ['n', 'next-mark'],
  ['7', undefined],
  ['Tab', undefined],
  ['Enter', undefined],
  ['constructor', undefined],
])('%s means %s', (key, command) => {
  expect(commandOf({ ...none, key })).toBe(command)
})

test.each([
  ['+', 'zoom-in'],
  ['=', 'zoom-in'],
  ['-', 'zoom-out'],
  ['0', 'zoom-reset'],
  ['9', 'whole-page'],
  ['c', 'refused'],
  ['x', 'refused'],
  ['a', 'refused'],
  ['p', 'refused'],
  ['s', 'refused'],
  ['f', 'refused'],
  ['r', 'refused'],
  ['u', 'refused'],
  ['I', 'refused'],
  ['toString', 'refused'],
])('Ctrl and %s mean %s', (key, command) => {
  expect(commandOf({ ...none, key, ctrlKey: true })).toBe(command)
  expect(commandOf({ ...none, key, metaKey: true })).toBe(command)
})

test('going back in history is refused', () => {
  expect(commandOf({ ...none, key: 'ArrowLeft', altKey: true })).toBe('refused')
})

test.each([
  [{ key: 'c', ctrlKey: true }, 'copy'],
  [{ key: 'C', ctrlKey: true, shiftKey: true }, 'developer-tools'],
  [{ key: 'I', ctrlKey: true, shiftKey: true }, 'developer-tools'],
  [{ key: 'P', metaKey: true }, 'print'],
  [{ key: 's', ctrlKey: true }, 'save'],
  [{ key: 'F12' }, 'developer-tools'],
  [{ key: 'PrintScreen' }, 'screenshot'],
  [{ key: 'c' }, undefined],
  [{ key: 'Control', ctrlKey: true }, undefined],
  [{ key: 'constructor', ctrlKey: true }, undefined],
])('%o is recorded as %s', (press, attempt) => {
  expect(attemptOf({ ...none, ...press })).toBe(attempt)
})
