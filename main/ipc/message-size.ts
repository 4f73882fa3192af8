const maxDepth = 12

/** About how much JSON a value would be; stops counting above `limit`. Never follows a cycle. */
export function messageSize(value: unknown, limit: number, depth = 0): number {
  if (typeof value === 'string') return value.length + 2
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength
  if (typeof value !== 'object' || value === null) return 8
  if (depth >= maxDepth) return Number.POSITIVE_INFINITY

  let size = 2
  for (const [key, item] of Object.entries(value)) {
    size += key.length + 4 + messageSize(item, limit - size, depth + 1)
    if (size > limit) return size
  }
  return size
}
