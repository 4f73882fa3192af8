import type { ScanMediaType } from '#contract/consent.ts'

const signatures: readonly { mediaType: ScanMediaType; bytes: readonly number[] }[] = [
  { mediaType: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { mediaType: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { mediaType: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/tiff', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { mediaType: 'image/tiff', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
]

/**
 * What a file is by its first bytes; the signature must be the very first, so that a file of two kinds is refused.
 *
 * @see ISO 32000-2 section 7.5.2; ITU-T T.81 annex B; W3C PNG section 5.2; TIFF 6.0 section 2.
 */
export function scanKind(bytes: Uint8Array): ScanMediaType | undefined {
  return signatures.find((signature) => signature.bytes.every((byte, index) => bytes[index] === byte))?.mediaType
}
