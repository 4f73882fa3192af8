import type { SealedFolder } from '#main/uploads/sealed-folder.ts'

/** A sealed folder that lies in memory. */
export function aMemoryFolder(): SealedFolder & { readonly files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>()
  return {
    files,
    write: async (name, content) => void files.set(name, Buffer.from(content)),
    read: async (name) => files.get(name),
    list: async () => [...files.keys()],
    remove: async (name) => void files.delete(name),
  }
}
