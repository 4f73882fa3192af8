/**
 * A canvas in a closed shadow tree: no script of the page can find it, the accessibility tree knows only its host. What
 * it returns is the one reference there is.
 */
export function createSurface(host: HTMLElement): HTMLCanvasElement {
  const canvas = host.ownerDocument.createElement('canvas')
  canvas.setAttribute('aria-hidden', 'true')
  canvas.style.display = 'block'
  host.attachShadow({ mode: 'closed' }).append(canvas)
  return canvas
}

/** Gives the canvas this size in CSS pixels, empty, and a context that draws in CSS pixels. */
export function prepareSurface(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  canvas.width = Math.round(width * devicePixelRatio)
  canvas.height = Math.round(height * devicePixelRatio)
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
  const context = canvas.getContext('2d')
  if (!context) throw new Error('The canvas has no drawing context.')
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
  return context
}
