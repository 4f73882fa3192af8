const maxDepth = 12

/** Keys through which a copied object would reach a prototype. */
const poisonedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

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

/** Whether such a key stands anywhere in a message whose size has been found to be bounded. */
export function isPoisoned(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false
  return Object.entries(value).some(([key, item]) => poisonedKeys.has(key) || isPoisoned(item))
}
