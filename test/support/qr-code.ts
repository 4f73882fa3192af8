/** Reads a QR code off the screen, as a token's program does with a camera. */

import jsQR from 'jsqr'
import type { Locator } from 'playwright-core'
import sharp from 'sharp'

/** The text of the code that a part of the window shows. @throws {Error} When there is none. */
export async function readQrCode(shown: Locator): Promise<string> {
  const { data, info } = await sharp(await shown.screenshot())
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const found = jsQR(new Uint8ClampedArray(data), info.width, info.height)
  if (!found) throw new Error('There is no QR code on the screen.')
  return found.data
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The seed in an `otpauth` address: base 32 (RFC 4648 section 6). */
export function seedOf(address: string): Buffer {
  const secret = new URL(address).searchParams.get('secret') ?? ''
  const bits = [...secret].map((letter) => base32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = bits.match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)))
}
