import { getCalendarYear, postCalendarYear } from '#contract/http/calendar.ts'
import { relay } from '#contract/ipc/relay.ts'

export const readCalendarYear = relay('app:calendar:read-year', getCalendarYear)
export const publishCalendarYear = relay('app:calendar:publish-year', postCalendarYear)
