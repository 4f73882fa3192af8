// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { createOutlinePanel } from '#renderer/viewer/outline-panel.ts'

const items = [
  { title: '一', page: 1 },
  { title: '（一）', page: 1 },
  { title: '二', page: 2 },
  { title: '三', page: 5 },
]

function marked(page: number): string | undefined {
  const nav = document.createElement('nav')
  Element.prototype.scrollIntoView = () => undefined
  const panel = createOutlinePanel(nav, () => undefined)
  panel.fill(items)
  panel.mark(page)
  return nav.querySelector('[aria-current=true]')?.firstChild?.textContent ?? undefined
}

test.each([
  { page: 1, title: '一', why: 'the first of several that begin on the page' },
  { page: 2, title: '二', why: 'the one that begins there' },
  { page: 4, title: '二', why: 'the one that goes on' },
  { page: 5, title: '三', why: 'the last one' },
])('on page $page the list marks $title: $why', ({ page, title }) => {
  expect(marked(page)).toBe(title)
})
