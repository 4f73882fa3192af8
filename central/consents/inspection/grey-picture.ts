/** One page as the inspection looks at it: grey, one byte a pixel, large enough to be read. */
export interface GreyPicture {
  readonly width: number
  readonly height: number
  readonly levels: Uint8Array
  /** Pixels of the longer side before it was made smaller; `undefined`: drawn, not scanned. */
  readonly scannedAt?: number
}

/** Pages beyond these are counted and decoded, not looked at. */
export const pagesLookedAt = 8
/** The longer side: about 150 dpi on A4. */
export const lookedAtSize = 1600
