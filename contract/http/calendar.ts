import * as z from 'zod'
import { CalendarOverview, CalendarYear, PublishedYear } from '#contract/calendar.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'

const YearParameter = z.strictObject({ year: z.coerce.number().pipe(CalendarYear) })

/** A year as published, and what the sources say about it. */
export const getCalendarYear = {
  method: 'GET',
  url: '/calendar/:year',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { params: YearParameter, response: { 200: CalendarOverview } },
} as const satisfies Endpoint

/** Publishes a year, or publishes it anew; decisions of the past keep what they saw. */
export const postCalendarYear = {
  method: 'POST',
  url: '/calendar/:year',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { params: YearParameter, body: PublishedYear, response: { 200: CalendarOverview } },
} as const satisfies Endpoint
