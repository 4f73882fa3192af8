import { expect, test } from 'vitest'
import { missingPackages, neededPackages, parseInstalled } from '#scripts/setup/system-packages.mjs'

test.each([
  { line: 'ii \txvfb', why: 'installed', isInstalled: true },
  { line: 'hi \txvfb', why: 'installed and held back', isInstalled: true },
  { line: 'ri \txvfb', why: 'marked for removal and still there', isInstalled: true },
  { line: 'rc \txvfb', why: 'removed, its configuration left', isInstalled: false },
  { line: 'un \txvfb', why: 'known and never installed', isInstalled: false },
  { line: 'iU \txvfb', why: 'unpacked and not configured', isInstalled: false },
  { line: 'ii \txvfb-extra', why: 'another package whose name begins alike', isInstalled: false },
])('a package that is $why counts as installed: $isInstalled', ({ line, isInstalled }) => {
  expect(parseInstalled(`ii \tlibc6\n${line}\n`).has('xvfb')).toBe(isInstalled)
})

test('an alternative name is as good as the first', () => {
  const needed = [['libasound2', 'libasound2t64'], ['dbus']]
  expect(missingPackages(needed, new Set(['libasound2t64', 'dbus']))).toEqual([])
  expect(missingPackages(needed, new Set(['dbus']))).toEqual([['libasound2', 'libasound2t64']])
})

test('on a desktop no second screen and no hand to type on it is asked for', () => {
  const names = (headless: boolean) => neededPackages({ headless }).flat()
  expect(names(true)).toEqual(expect.arrayContaining(['xvfb', 'xdotool', 'openbox', 'gnome-keyring']))
  expect(names(false)).not.toContain('xvfb')
  expect(names(false)).not.toContain('xdotool')
  expect(names(false)).toContain('gnome-keyring')
})
