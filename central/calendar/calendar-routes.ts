import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { AppError } from '#contract/failure.ts'
import { getCalendarYear, postCalendarYear } from '#contract/http/calendar.ts'
import type { CalendarService } from './calendar-service.ts'

export function calendarRoutes(app: FastifyInstance, calendar: CalendarService): void {
  serve(app, getCalendarYear, ({ params }) => calendar.overview(params.year))
  serve(app, postCalendarYear, ({ params, body, caller }) => {
    if (params.year !== body.year) throw new AppError('invalid-input', 'The years differ.', { fields: ['year'] })
    return calendar.publish(body, caller)
  })
}
