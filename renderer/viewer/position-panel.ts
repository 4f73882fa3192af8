import { fontFamily, inks } from './inks.ts'
import { createSurface, prepareSurface } from './surface.ts'

/** Draws which page of how many is shown. */
export function createPositionPanel(host: HTMLElement): (text: string) => void {
  const canvas = createSurface(host)
  return (text) => {
    const { clientWidth, clientHeight } = host
    const context = prepareSurface(canvas, clientWidth, clientHeight)
    context.font = `400 14px ${fontFamily}`
    context.fillStyle = inks.ink
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillText(text, clientWidth / 2, clientHeight / 2, clientWidth)
  }
}
