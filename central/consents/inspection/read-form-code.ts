/** The QR code on forms that this product prints (ISO/IEC 18004). */

import { createRequire } from 'node:module'
import { FormCode } from '#contract/scan-findings.ts'
import type { GreyPicture } from './grey-picture.ts'

// Its package says of itself that it is an ES module with a default export; what Node finds is CommonJS.
const readCode = createRequire(import.meta.url)('jsqr') as (
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  options: { inversionAttempts: 'dontInvert' },
) => { readonly data: string } | null

/** What stands in the code. Nothing of the subject or the business: who photographs it learns nothing. */
export function formCodeText({ form, page, pages }: FormCode): string {
  return `CQW1:${form}:${page}/${pages}`
}

export function readFormCode({ width, height, levels }: GreyPicture): FormCode | undefined {
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let at = 0; at < levels.length; at += 1) pixels.fill(levels[at] as number, at * 4, at * 4 + 4)
  for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255
  const found = readCode(pixels, width, height, { inversionAttempts: 'dontInvert' })
  const [, form, page, pages] = /^CQW1:([0-9a-f-]{36}):(\d)\/(\d)$/.exec(found?.data ?? '') ?? []
  const code = FormCode.safeParse({ form, page: Number(page), pages: Number(pages) })
  return code.success ? code.data : undefined
}
