import type { OutlineItem } from '#contract/report-page.ts'

/** The list of section headings: the form's own titles, nothing about a person. */
export interface OutlinePanel {
  fill(items: readonly OutlineItem[]): void
  mark(page: number): void
}

export function createOutlinePanel(nav: HTMLElement, onChoose: (page: number) => void): OutlinePanel {
  let entries: { readonly button: HTMLButtonElement; readonly page: number }[] = []

  return {
    fill: (items) => {
      if (items.length === 0) return
      entries = items.map((item) => ({ button: makeEntry(nav.ownerDocument, item, onChoose), page: item.page }))
      nav.replaceChildren(...entries.map(({ button }) => button))
    },
    mark: (page) => {
      // What begins on this page; a page on which nothing begins goes on with the last section before it.
      const begins = entries.find((entry) => entry.page === page)
      const current = begins ?? entries.findLast((entry) => entry.page < page)
      for (const { button } of entries) button.setAttribute('aria-current', String(button === current?.button))
      current?.button.scrollIntoView({ block: 'nearest' })
    },
  }
}

function makeEntry(document: Document, { title, page }: OutlineItem, onChoose: (page: number) => void) {
  const button = document.createElement('button')
  const number = document.createElement('span')
  button.type = 'button'
  number.className = 'page-number'
  number.textContent = String(page)
  button.append(title, number)
  button.addEventListener('click', () => onChoose(page))
  return button
}
