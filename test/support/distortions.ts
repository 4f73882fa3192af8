/** What happens to a picture of a page on its way to an investigator. */

import sharp from 'sharp'
import { type Corners, project, projectionOf } from '#central/watermark/perspective.ts'

/** PNG in, PNG out. */
export type Distortion = (picture: Buffer) => Promise<Buffer>

export function jpeg(quality: number): Distortion {
  return async (picture) =>
    sharp(await sharp(picture).jpeg({ quality }).toBuffer())
      .png()
      .toBuffer()
}

export function resized(factor: number): Distortion {
  return async (picture) => {
    const { width } = await sharp(picture).metadata()
    return sharp(picture)
      .resize({ width: Math.round(width * factor) })
      .png()
      .toBuffer()
  }
}

export function cropped(width: number, height: number, left = 101, top = 217): Distortion {
  return (picture) => sharp(picture).extract({ left, top, width, height }).png().toBuffer()
}

export function turned(degrees: number): Distortion {
  return (picture) => sharp(picture).rotate(degrees, { background: '#8a8f96' }).png().toBuffer()
}

export function blurred(sigma: number): Distortion {
  return (picture) => sharp(picture).blur(sigma).png().toBuffer()
}

/** Contrast about middle grey, and what falls outside is cut off. */
export function contrast(factor: number, shift = 0): Distortion {
  return (picture) =>
    sharp(picture)
      .linear(factor, 128 * (1 - factor) + shift)
      .png()
      .toBuffer()
}

/** Everything lighter than this becomes this: a scanner's idea of white. */
export function whiteCut(level: number): Distortion {
  return (picture) => eachPixel(picture, (value) => Math.min(value, level))
}

export function blackAndWhite(level: number): Distortion {
  return (picture) => sharp(picture).threshold(level).png().toBuffer()
}

/** Normal noise, the same every time. */
export function noisy(sigma: number): Distortion {
  const draw = normalDraws(7)
  return (picture) => eachPixel(picture, (value) => value + sigma * draw())
}

export function both(first: Distortion, second: Distortion): Distortion {
  return async (picture) => second(await first(picture))
}

export interface Photograph {
  readonly picture: Buffer
  /** Where the page's corners were seen, with an error of `cornerError` of the page's width. */
  readonly corners: Corners
}

/** A telephone's view of the screen: slanted, larger, blurred, with moiré, uneven light, noise and JPEG. */
export async function photographed(picture: Buffer, strength: number, cornerError = 0.004): Promise<Photograph> {
  const { data, info } = await sharp(picture)
    .removeAlpha()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const zoom = 1.2
  const slant = 0.035 * strength
  const [w, h] = [width * zoom, height * zoom]
  const seen: Corners = [
    { x: 60 + w * slant, y: 40 + h * slant * 0.6 },
    { x: 60 + w * (1 - slant * 0.3), y: 40 + h * slant * 0.1 },
    { x: 60 + w * (1 + slant * 0.2), y: 40 + h * (1 - slant * 0.4) },
    { x: 60 - w * slant * 0.2, y: 40 + h * (1 - slant * 0.1) },
  ]
  const page: Corners = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ]
  const back = projectionOf(seen, page)
  const [outWidth, outHeight] = [Math.ceil(w + 140), Math.ceil(h + 100)]
  const draw = normalDraws(11)
  const out = Buffer.alloc(outWidth * outHeight)
  for (let y = 0; y < outHeight; y += 1)
    for (let x = 0; x < outWidth; x += 1) {
      const at = project(back, { x, y })
      const level = bilinear(data, width, height, info.channels, at.x, at.y)
      const moire = 2.5 * strength * Math.sin(x * 0.83 + y * 0.11) * Math.sin(y * 0.79)
      const light = 0.82 + 0.14 * (x / outWidth) - 0.08 * (y / outHeight)
      out[y * outWidth + x] = Math.max(0, Math.min(255, Math.round(level * light + moire + 3 * strength * draw())))
    }
  const raw = { width: outWidth, height: outHeight, channels: 1 as const }
  const shot = await sharp(out, { raw })
    .blur(0.5 + 0.35 * strength)
    .jpeg({ quality: 75 })
    .toBuffer()
  const error = width * cornerError
  const corners = seen.map(({ x, y }, index) => ({
    x: Math.round(x + (index % 2 === 0 ? error : -error)),
    y: Math.round(y + (index < 2 ? -error : error) * 0.7),
  })) as unknown as Corners
  return { picture: await sharp(shot).png().toBuffer(), corners }
}

function bilinear(data: Buffer, width: number, height: number, channels: number, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) return 90
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, low] = [x - left, y - top]
  const at = (dx: number, dy: number) => data[((top + dy) * width + left + dx) * channels] ?? 0
  return (at(0, 0) * (1 - right) + at(1, 0) * right) * (1 - low) + (at(0, 1) * (1 - right) + at(1, 1) * right) * low
}

async function eachPixel(picture: Buffer, change: (value: number) => number): Promise<Buffer> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  for (let index = 0; index < data.length; index += 1)
    data[index] = Math.max(0, Math.min(255, Math.round(change(data[index] ?? 0))))
  return sharp(data, { raw: info }).png().toBuffer()
}

/** Box and Muller on a linear congruence. */
function normalDraws(seed: number): () => number {
  let state = seed
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 0.5) / 4294967296
  }
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}
