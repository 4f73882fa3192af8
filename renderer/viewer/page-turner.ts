/** Goes to the page that was asked for last; of pages asked for meanwhile none is opened, so none is recorded. */

export interface PageTurner {
  goTo(page: number): void
  /** Tries the page that failed again. */
  retry(): void
}

export interface PageTurnerParts<Page> {
  readonly pages: number
  readonly read: (page: number) => Promise<Page>
  /** Before a page is read: the one on screen is forgotten. */
  readonly onLeave: (nextPage: number) => void
  readonly onShow: (page: number, content: Page) => void
  readonly onFailure: (error: unknown) => void
}

export function createPageTurner<Page>({ pages, read, onLeave, onShow, onFailure }: PageTurnerParts<Page>): PageTurner {
  let wanted: number | undefined
  let shown: number | undefined
  let isTurning = false

  return {
    goTo: (page) => {
      wanted = Math.min(pages, Math.max(1, page))
      void turn()
    },
    retry: () => void turn(),
  }

  async function turn(): Promise<void> {
    if (isTurning) return
    isTurning = true
    try {
      while (wanted !== undefined && wanted !== shown) await open(wanted)
    } catch (error) {
      onFailure(error)
    } finally {
      isTurning = false
    }
  }

  async function open(page: number): Promise<void> {
    shown = undefined
    onLeave(page)
    const content = await read(page)
    // Another page was asked for meanwhile: this one is not shown.
    if (wanted !== page) return
    onShow(page, content)
    shown = page
  }
}
