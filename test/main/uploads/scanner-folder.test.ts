import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { createScannerFolder } from '#main/uploads/scanner-folder.ts'

const root = mkdtempSync(join(tmpdir(), 'scanner-'))
afterAll(() => rmSync(root, { recursive: true }))

function aScanner(accept: (path: string) => boolean = () => true) {
  const folder = mkdtempSync(join(root, 'folder-'))
  const taken: string[] = []
  let tick: () => void = () => undefined
  const scanner = createScannerFolder({
    folder,
    take: async (paths) => {
      taken.push(...paths)
      return paths.filter(accept)
    },
    every: (_, action) => {
      tick = action
      return () => {
        tick = () => undefined
      }
    },
  })
  scanner.start()
  const look = async () => {
    tick()
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return { folder, taken, scanner, look }
}

test('a file is taken once it has stopped growing, and is not left behind', async () => {
  const { folder, taken, look } = aScanner()
  const path = join(folder, 'scan0001.pdf')
  writeFileSync(path, '%PDF-1.7 first half')
  await look()
  appendFileSync(path, ' second half')
  await look()
  expect(taken).toEqual([])
  await look()
  expect(taken).toEqual([path])
  await vi.waitFor(() => expect(existsSync(path)).toBe(false))
})

test('a file that could not be taken in stays where it is', async () => {
  const { folder, look } = aScanner(() => false)
  const path = join(folder, 'broken.pdf')
  writeFileSync(path, 'x')
  await look()
  await look()
  expect(existsSync(path)).toBe(true)
})

test('what is no scan is left alone, and after stopping nothing is taken', async () => {
  const { folder, taken, scanner, look } = aScanner()
  writeFileSync(join(folder, 'notes.txt'), 'x')
  await look()
  await look()
  scanner.stop()
  writeFileSync(join(folder, 'scan.jpg'), 'x')
  await look()
  await look()
  expect(taken).toEqual([])
})
