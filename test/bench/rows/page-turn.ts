import type { Page } from 'playwright-core'
import { buildClient } from '#scripts/build-client.ts'
import { pageShown } from '#scripts/demo/person.ts'
import { median, quantile, type Row } from '#test/bench/harness.ts'
import { type Branch, fillQuery, openBranch } from '#test/support/branch.ts'

const turnsPerRound = 24

/** From the key to the next page on the glass: sealed page, log entry, receipt, key, both watermarks. */
export const pageTurn: Row = {
  name: 'page-turn',
  unit: 'ms, p95',
  against: 'two empty animation frames of the same window',
  reach: 1.3,
  better: 'lower',
  rounds: { full: 9, quick: 3 },
  async prepare() {
    await buildClient()
    const branch = await openBranch()
    const viewer = await openReport(branch)
    const all: number[] = []
    return {
      ours: async () => {
        const times = await turnPages(viewer, turnsPerRound)
        all.push(...times)
        return quantile(times, 0.95)
      },
      reference: async () => quantile(await waitForFrames(viewer, turnsPerRound), 0.95),
      notes: () => [`median of ${all.length} page turns: ${median(all).toFixed(1)} ms`],
      end: () => branch.close(),
    }
  },
}

async function openReport(branch: Branch): Promise<Page> {
  const { person } = branch
  const app = await branch.begin()
  await fillQuery(branch, app)
  await person.ask(app)
  await app.getByText(person.text('query.answeredTitle')).waitFor()
  const viewer = await person.openReport(app)
  await pageShown(viewer)
  return viewer
}

/** Forward and back, so that a short report lasts. */
function turnPages(viewer: Page, count: number): Promise<number[]> {
  return viewer.evaluate(async (turns) => {
    const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const shown = () =>
      new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          if (document.documentElement.dataset['state'] !== 'shown') return
          observer.disconnect()
          resolve()
        })
        observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-turns'] })
      })
    const times: number[] = []
    for (let turn = 0; turn < turns; turn += 1) {
      const painted = shown().then(frames)
      const started = performance.now()
      const key = turn % 6 < 3 ? 'PageDown' : 'PageUp'
      document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      await painted
      times.push(performance.now() - started)
      // The next page is fetched ahead meanwhile, as it is while somebody reads.
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    return times
  }, count)
}

function waitForFrames(viewer: Page, count: number): Promise<number[]> {
  return viewer.evaluate(async (pairs) => {
    const times: number[] = []
    for (let pair = 0; pair < pairs; pair += 1) {
      const started = performance.now()
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      times.push(performance.now() - started)
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    return times
  }, count)
}
