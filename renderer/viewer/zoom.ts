export const minZoomPercent = 50
export const maxZoomPercent = 200
const stepPercent = 10

/** 100 %: the page is as wide as the window lets it be. */
export function zoomedBy(percent: number, steps: number): number {
  return Math.min(maxZoomPercent, Math.max(minZoomPercent, percent + steps * stepPercent))
}
