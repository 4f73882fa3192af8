import { expect, test, vi } from 'vitest'
import { createSealedPages } from '#renderer/viewer/sealed-pages.ts'

test('a page fetched ahead is not fetched again', async () => {
  const read = vi.fn(async (page: number) => Uint8Array.of(page))
  const pages = createSealedPages(read)
  pages.prefetch(2)
  expect([...(await pages.get(2))]).toEqual([2])
  expect(read).toHaveBeenCalledOnce()
})

test('what is not next to the page is forgotten', async () => {
  const read = vi.fn(async (page: number) => Uint8Array.of(page))
  const pages = createSealedPages(read)
  for (const page of [1, 2, 3, 9]) await pages.get(page)
  pages.keepNear(9)
  for (const page of [1, 2, 3, 9]) await pages.get(page)
  expect(read.mock.calls.map(([page]) => page)).toEqual([1, 2, 3, 9, 1, 2, 3])
})

test('a failed fetch is tried again when the page is wanted', async () => {
  const read = vi.fn(async (page: number) => Uint8Array.of(page)).mockRejectedValueOnce(new Error('No line.'))
  const pages = createSealedPages(read)
  pages.prefetch(4)
  await expect(pages.get(4)).rejects.toThrow()
  expect([...(await pages.get(4))]).toEqual([4])
})
