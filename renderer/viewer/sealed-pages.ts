/** Sealed pages fetched ahead of need: of one page and its neighbours, and still sealed. */

type Bytes = Uint8Array<ArrayBuffer>

export interface SealedPages {
  /** The sealed bytes of a page; asks once however often it is wanted. */
  get(page: number): Promise<Bytes>
  /** Fetches a page in the background; a failure shows when the page is wanted. */
  prefetch(page: number): void
  /** Forgets what is not near this page. */
  keepNear(page: number): void
}

export function createSealedPages(read: (page: number) => Promise<Bytes>): SealedPages {
  const pages = new Map<number, Promise<Bytes>>()

  return {
    get,
    prefetch: (page) => {
      get(page).catch(() => undefined)
    },
    keepNear: (page) => {
      for (const known of [...pages.keys()]) if (Math.abs(known - page) > 2) pages.delete(known)
    },
  }

  function get(page: number): Promise<Bytes> {
    const known = pages.get(page)
    if (known) return known
    const reading = read(page)
    pages.set(page, reading)
    reading.catch(() => pages.delete(page))
    return reading
  }
}
