/** Pictures as levels of grey, 0 black to 255 white. */

import sharp from 'sharp'

export interface GreyImage {
  readonly width: number
  readonly height: number
  readonly levels: Float32Array
}

/** More than any screen or telephone camera gives. */
const limitPixels = 120_000_000
/** A larger picture is made smaller: finer detail than a screen's own pixels says nothing about them. */
const longestSidePx = 2600

/** @throws When it is no picture that can be read. */
export async function readGreyImage(file: string): Promise<GreyImage> {
  const { data, info } = await sharp(file, { limitInputPixels: limitPixels, failOn: 'error' })
    .rotate()
    .flatten({ background: '#ffffff' })
    .toColourspace('b-w')
    .resize({ width: longestSidePx, height: longestSidePx, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return greyImageOf(data, info)
}

/** @param data One or more bytes a pixel, of which the first is the level. */
export function greyImageOf(
  data: Uint8Array,
  { width, height, channels }: { width: number; height: number; channels: number },
): GreyImage {
  const levels = new Float32Array(width * height)
  for (let index = 0; index < levels.length; index += 1) levels[index] = data[index * channels] ?? 0
  return { width, height, levels }
}

/** Between four pixels; outside the picture the nearest one counts. */
export function levelAt({ width, height, levels }: GreyImage, x: number, y: number): number {
  const left = Math.min(width - 2, Math.max(0, Math.floor(x)))
  const top = Math.min(height - 2, Math.max(0, Math.floor(y)))
  const [right, low] = [Math.min(1, Math.max(0, x - left)), Math.min(1, Math.max(0, y - top))]
  const at = top * width + left
  const upper = (levels[at] ?? 0) * (1 - right) + (levels[at + 1] ?? 0) * right
  const lower = (levels[at + width] ?? 0) * (1 - right) + (levels[at + width + 1] ?? 0) * right
  return upper * (1 - low) + lower * low
}
