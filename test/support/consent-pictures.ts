/** Pictures of signed consent forms that share one printed template, and of what scanning them again does to them. */

import sharp from 'sharp'

const width = 1240
const height = 1754

/** A printed form without anybody's hand on it; rendered once. */
async function renderForm(title: string, clauses: number): Promise<Buffer> {
  const line = (text: string, y: number, size = 26) =>
    `<text x="110" y="${y}" font-size="${size}" font-family="Noto Sans CJK SC">${text}</text>`
  const body = Array.from({ length: clauses }, (_, at) =>
    line(
      `${at + 1}. 本人授权贵行为办理本笔业务之目的查询本人信用报告，授权期限至该笔业务结清之日止。`,
      620 + at * 58,
      25,
    ),
  ).join('')
  const fields = fieldBoxes
    .map(
      ({ label, x, y, wide }) =>
        `<text x="${x}" y="${y}" font-size="26" font-family="Noto Sans CJK SC">${label}</text>` +
        `<line x1="${x + 130}" x2="${x + 130 + wide}" y1="${y + 8}" y2="${y + 8}" stroke="#000" stroke-width="2"/>`,
    )
    .join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#fdfdfb"/>
    <text x="${width / 2}" y="150" text-anchor="middle" font-size="46" font-family="Noto Serif CJK SC">${title}</text>
    ${line('江苏省示范银行股份有限公司：', 240)}${fields}${body}
    <rect x="90" y="${height - 420}" width="${width - 180}" height="300" fill="none" stroke="#000" stroke-width="2"/>
  </svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

interface FieldBox {
  readonly label: string
  readonly x: number
  readonly y: number
  readonly wide: number
  readonly characters: number
  readonly size: number
}

const fieldBoxes: readonly FieldBox[] = [
  { label: '姓　名', x: 110, y: 340, wide: 300, characters: 3, size: 52 },
  { label: '证件号码', x: 580, y: 340, wide: 480, characters: 18, size: 26 },
  { label: '联系电话', x: 110, y: 430, wide: 330, characters: 11, size: 28 },
  { label: '业务编号', x: 620, y: 430, wide: 400, characters: 14, size: 28 },
  { label: '住　址', x: 110, y: 520, wide: 860, characters: 16, size: 44 },
  { label: '授权人', x: 140, y: height - 220, wide: 330, characters: 3, size: 88 },
  { label: '日　期', x: 680, y: height - 220, wide: 330, characters: 8, size: 40 },
]

let template: Promise<Buffer> | undefined

/** @param person Whose hand: the same number writes the same form. */
export async function aSignedForm(person: number): Promise<Buffer> {
  template ??= renderForm('征信查询授权书', 12)
  return sharp(await template)
    .composite([{ input: Buffer.from(handwriting(person)) }])
    .png()
    .toBuffer()
}

/** The same form with another title and fewer lines. */
export async function anotherForm(person: number): Promise<Buffer> {
  const printed = await renderForm('个人信用报告查询授权及知情同意书', 6)
  return sharp(printed)
    .composite([{ input: Buffer.from(handwriting(person)) }])
    .png()
    .toBuffer()
}

/** Strokes in each field; what is written, its slant, its size and the pen differ from person to person. */
function handwriting(person: number): string {
  const draw = uniformDraws(person * 7919 + 17)
  const pen = 2.5 + draw() * 3
  const slant = (draw() - 0.5) * 0.5
  const strokes = fieldBoxes.flatMap(({ x, y, wide, characters, size }) => {
    const grown = size * (0.85 + draw() * 0.3)
    const step = Math.min(wide / characters, grown * (0.9 + draw() * 0.25))
    const start = x + 135 + draw() * Math.max(0, wide - step * characters) * 0.6
    const base = y + 4 - draw() * 8
    return Array.from({ length: characters }, (_, at) =>
      character({ x: start + at * step, y: base, size: Math.min(grown, step * 1.3), slant, draw }),
    )
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <path d="${strokes.join('')}" fill="none" stroke="#1b2350" stroke-width="${pen}" stroke-linecap="round"/></svg>`
}

interface Place {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly slant: number
  readonly draw: () => number
}

function character({ x, y, size, slant, draw }: Place): string {
  const at = () => {
    const up = draw() * size * 0.9
    return `${(x + draw() * size * 0.85 + up * slant).toFixed(1)} ${(y - up).toFixed(1)}`
  }
  const strokes = 2 + Math.floor(draw() * 4)
  return Array.from({ length: strokes }, () => `M${at()}Q${at()} ${at()}`).join('')
}

/** One way of making another picture of the same sheet. */
export interface Rescan {
  readonly name: 'scanned again' | 'compressed again' | 'cropped' | 'turned' | 'photographed'
  readonly make: (picture: Buffer, seed: number) => Promise<Buffer>
}

/** PNG or JPEG in, JPEG out. */
export const rescans: readonly Rescan[] = [
  {
    name: 'scanned again',
    make: async (picture, seed) => {
      const draw = uniformDraws(seed)
      const skewed = await sharp(picture)
        .resize({ width: Math.round(width * (0.55 + draw() * 0.35)) })
        .rotate((draw() - 0.5) * 5, { background: '#f4f4f2' })
        .linear(0.9 + draw() * 0.25, (draw() - 0.5) * 24)
        .blur(0.4 + draw() * 0.8)
        .toBuffer()
      return sharp(skewed)
        .jpeg({ quality: 60 + Math.floor(draw() * 30) })
        .toBuffer()
    },
  },
  {
    name: 'compressed again',
    make: (picture, seed) =>
      sharp(picture)
        .jpeg({ quality: 30 + (seed % 40) })
        .toBuffer(),
  },
  {
    name: 'cropped',
    make: async (picture, seed) => {
      const draw = uniformDraws(seed)
      const { width: wide = 0, height: high = 0 } = await sharp(picture).metadata()
      const [left, right, top, bottom] = [draw(), draw(), draw(), draw()].map((share) => share * 0.08) as [
        number,
        number,
        number,
        number,
      ]
      return sharp(picture)
        .extract({
          left: Math.round(wide * left),
          top: Math.round(high * top),
          width: Math.round(wide * (1 - left - right)),
          height: Math.round(high * (1 - top - bottom)),
        })
        .jpeg({ quality: 80 })
        .toBuffer()
    },
  },
  {
    name: 'turned',
    make: (picture, seed) =>
      sharp(picture)
        .rotate(90 * (1 + (seed % 3)))
        .jpeg({ quality: 75 })
        .toBuffer(),
  },
  {
    name: 'photographed',
    make: async (picture, seed) => {
      const draw = uniformDraws(seed)
      const shear = (draw() - 0.5) * 0.03
      const light = 120 + Math.round(draw() * 60)
      const shadow = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
        <linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fff"/>
        <stop offset="1" stop-color="rgb(${light},${light},${light})"/></linearGradient></defs>
        <rect width="100%" height="100%" fill="url(#g)"/></svg>`
      const lit = await sharp(picture)
        .resize(width, height, { fit: 'fill' })
        .composite([{ input: Buffer.from(shadow), blend: 'multiply' }])
        .toBuffer()
      const slanted = await sharp(lit)
        .affine([1, shear, -shear * 0.5, 1 + (draw() - 0.5) * 0.03], { background: '#77706a' })
        .blur(0.8 + draw() * 0.6)
        .toBuffer()
      return sharp(slanted).jpeg({ quality: 70 }).toBuffer()
    },
  },
]

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function uniformDraws(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
