import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  getLibrary,
  getLibraryEntry,
  getLibraryReaders,
  postLibraryEntry,
  postLibraryReading,
  postLibraryRetirement,
  postShippedLibrary,
} from '#contract/http/library.ts'
import type { LibraryService } from './library-service.ts'

export function libraryRoutes(app: FastifyInstance, library: LibraryService): void {
  serve(app, getLibrary, ({ caller }) => library.list(caller))
  serve(app, getLibraryEntry, ({ params, caller }) => library.read(params.id, caller))
  serve(app, getLibraryReaders, ({ params, caller }) => library.readers(params.id, caller))
  serve(app, postLibraryEntry, ({ body, caller }) => library.publish(body, caller))
  serve(app, postLibraryReading, async ({ params, caller }) => {
    await library.confirm(params.id, caller)
    return {}
  })
  serve(app, postLibraryRetirement, async ({ params, caller }) => {
    await library.retire(params.id, caller)
    return {}
  })
  serve(app, postShippedLibrary, async ({ caller }) => ({ published: await library.publishShipped(caller) }))
}
