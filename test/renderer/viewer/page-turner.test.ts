import { expect, test, vi } from 'vitest'
import { createPageTurner } from '#renderer/viewer/page-turner.ts'

function setUp() {
  const journal: string[] = []
  const waiting: { page: number; resolve: () => void; reject: (error: Error) => void }[] = []
  const onFailure = vi.fn()
  const turner = createPageTurner<string>({
    pages: 12,
    read: (page) =>
      new Promise((resolve, reject) => {
        journal.push(`read ${page}`)
        waiting.push({ page, resolve: () => resolve(`page ${page}`), reject })
      }),
    onLeave: () => void journal.push('left'),
    onShow: (page, content) => void journal.push(`show ${page}: ${content}`),
    onFailure,
  })
  const settle = async (how: 'resolve' | 'reject' = 'resolve') => {
    waiting.shift()?.[how](new Error('No line.'))
    await new Promise((done) => setTimeout(done))
  }
  return { turner, journal, settle, onFailure }
}

test('the old page is forgotten before the next is read', async () => {
  const { turner, journal, settle } = setUp()
  turner.goTo(1)
  await settle()
  turner.goTo(2)
  await settle()
  expect(journal).toEqual(['left', 'read 1', 'show 1: page 1', 'left', 'read 2', 'show 2: page 2'])
})

test('of pages asked for in a hurry only the last is read, and none on the way is shown', async () => {
  const { turner, journal, settle } = setUp()
  for (const page of [1, 2, 3, 4, 5]) turner.goTo(page)
  await settle()
  await settle()
  expect(journal).toEqual(['left', 'read 1', 'left', 'read 5', 'show 5: page 5'])
})

test('a page before the first or after the last is the first or last', async () => {
  const { turner, journal, settle } = setUp()
  turner.goTo(-4)
  await settle()
  turner.goTo(99)
  await settle()
  expect(journal.filter((line) => line.startsWith('show'))).toEqual(['show 1: page 1', 'show 12: page 12'])
})

test('asking for the page on screen records nothing new', async () => {
  const { turner, journal, settle } = setUp()
  turner.goTo(3)
  await settle()
  turner.goTo(3)
  await settle()
  expect(journal).toEqual(['left', 'read 3', 'show 3: page 3'])
})

test('a failure is told and the same page can be tried again', async () => {
  const { turner, journal, settle, onFailure } = setUp()
  turner.goTo(2)
  await settle('reject')
  expect(onFailure).toHaveBeenCalledOnce()
  turner.retry()
  await settle()
  expect(journal.at(-1)).toBe('show 2: page 2')
})
