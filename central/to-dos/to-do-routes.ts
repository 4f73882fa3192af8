import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getToDoCounts } from '#contract/http/to-do.ts'
import type { ToDoService } from './to-do-service.ts'

export function toDoRoutes(app: FastifyInstance, toDos: ToDoService): void {
  serve(app, getToDoCounts, ({ caller }) => toDos.countFor(caller))
}
