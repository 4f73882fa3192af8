/** How a handler is registered that checks nothing: whoever asks is answered, whatever was asked reaches the body. */

export function createNaiveHandler(answer: (input: never) => unknown) {
  return async (_event: unknown, raw: unknown): Promise<string> => {
    try {
      return `answered: ${String(await answer(raw as never))}`
    } catch (error) {
      return String(error instanceof Error ? error.stack : error)
    }
  }
}
