/** What a verifier found; collected, the lowest entry first. */
export interface Problem {
  /** The first entry that cannot be vouched for, where it is about entries. */
  readonly index: number | null
  readonly text: string
  /** The same for Chinese readers. */
  readonly chinese: string
}

const maxProblems = 50

export interface Problems {
  report(index: number | null, text: string, chinese: string): void
  list(): Problem[]
}

export function collectProblems(): Problems {
  const found: Problem[] = []
  return {
    report: (index, text, chinese) => {
      if (found.length < maxProblems) found.push({ index, text, chinese })
    },
    list: () => found.toSorted((a, b) => (a.index ?? Number.POSITIVE_INFINITY) - (b.index ?? Number.POSITIVE_INFINITY)),
  }
}
