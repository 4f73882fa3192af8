import {
  getLibrary,
  getLibraryEntry,
  getLibraryReaders,
  postLibraryEntry,
  postLibraryReading,
  postLibraryRetirement,
  postShippedLibrary,
} from '#contract/http/library.ts'
import { relay } from '#contract/ipc/relay.ts'

export const listLibrary = relay('app:library:list', getLibrary)
export const readLibraryEntry = relay('app:library:read', getLibraryEntry)
export const confirmLibraryReading = relay('app:library:confirm-reading', postLibraryReading)
export const listLibraryReaders = relay('app:library:list-readers', getLibraryReaders)
export const publishLibraryEntry = relay('app:library:publish', postLibraryEntry)
export const retireLibraryEntry = relay('app:library:retire', postLibraryRetirement)
export const publishShippedLibrary = relay('app:library:publish-shipped', postShippedLibrary)
